package dev.lathe.cli;

import dev.lathe.serve.http.ApiKeys;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Says where a server listens, and to whom. */
final class ListenOptions {
    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to listen on; 127.0.0.1, this machine only, if not given.")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port; 8000 for a model and 8001 for the shop if not given, any free one if 0.")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description = "Ask for one of the keys in this file, one a line; everybody may ask if not given.")
    private Optional<Path> keys = Optional.empty();

    String host() {
        return host;
    }

    int port(int usual) {
        int chosen = port.orElse(usual);
        ServeLimits.requireAtLeast("--port", chosen, 0);
        return chosen;
    }

    ApiKeys keys() {
        return keys.map(ApiKeys::read).orElse(ApiKeys.NONE);
    }
}
