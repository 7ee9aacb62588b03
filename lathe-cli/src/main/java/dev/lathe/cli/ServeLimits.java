package dev.lathe.cli;

import dev.lathe.core.UserError;
import dev.lathe.serve.ServerOptions;
import dev.lathe.serve.http.HttpLimits;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says where and within which limits a model is served. */
final class ServeLimits {
    private static final int PORT = 8000;
    private static final int KIBI = 1024;

    @Mixin
    private ListenOptions listen;

    @Option(
            names = "--waiting",
            paramLabel = "N",
            description = "Replies that may wait; who comes then is told to come back later. 256 if not given.")
    private int waiting = 256;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long the replies to one request may take; 600 if not given.")
    private int timeout = 600;

    @Option(
            names = "--drain",
            paramLabel = "SECONDS",
            description = "How long replies in progress may go on after Ctrl-C or SIGTERM; 30 if not given.")
    private int drain = 30;

    @Option(
            names = "--max-body",
            paramLabel = "KIB",
            description = "The largest body of a request; 8192 KiB if not given.")
    private int body = 8192;

    @Option(names = "--seed", paramLabel = "N", description = "Seeds the requests that name no seed; 0 if not given.")
    private long seed;

    /** Returns the options of a server whose engine writes so many replies at once. */
    ServerOptions options(int batch) {
        requireAtLeast("--waiting", waiting, 0);
        requireAtLeast("--timeout", timeout, 1);
        requireAtLeast("--drain", drain, 0);
        requireAtLeast("--max-body", body, 1);
        HttpLimits usual = HttpLimits.USUAL;
        return new ServerOptions(
                listen.host(),
                listen.port(PORT),
                listen.keys(),
                new HttpLimits(
                        Math.toIntExact(Math.min((long) body * KIBI, Integer.MAX_VALUE - 8)),
                        usual.idle(),
                        Duration.ofSeconds(drain),
                        usual.connections()),
                batch + waiting,
                Duration.ofSeconds(timeout),
                seed);
    }

    static void requireAtLeast(String option, int value, int least) {
        if (value < least) {
            throw new UserError("%s must be at least %d, not %d".formatted(option, least, value));
        }
    }
}
