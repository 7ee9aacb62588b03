package dev.lathe.cli;

import dev.lathe.serve.http.ApiKeys;
import dev.lathe.web.ShopServerOptions;
import dev.lathe.web.session.SessionLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Says where a shop is served, and within which limits. */
final class ShopServeOptions {
    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to listen on; 127.0.0.1, this machine only, if not given.")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "N", description = "The port; 8001 if not given, any free one if 0.")
    private int port = 8001;

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description = "Ask for one of the keys in this file, one a line; everybody may ask if not given.")
    private Optional<Path> keys = Optional.empty();

    @Option(names = "--sessions", paramLabel = "N", description = "Sessions at once; 4096 if not given.")
    private int sessions = SessionLimits.USUAL.sessions();

    @Option(
            names = "--lease",
            paramLabel = "SECONDS",
            description = "How long a session is kept that nobody uses; 600 if not given.")
    private int lease = (int) SessionLimits.USUAL.lease().toSeconds();

    ShopServerOptions options() {
        ServeLimits.requireAtLeast("--port", port, 0);
        ServeLimits.requireAtLeast("--sessions", sessions, 1);
        ServeLimits.requireAtLeast("--lease", lease, 1);
        return ShopServerOptions.usual(port)
                .withHost(host)
                .withKeys(keys.map(ApiKeys::read).orElse(ApiKeys.NONE))
                .withSessions(new SessionLimits(sessions, Duration.ofSeconds(lease), SessionLimits.USUAL.snapshots()));
    }
}
