package dev.lathe.cli;

import dev.lathe.web.ShopServerOptions;
import dev.lathe.web.session.SessionLimits;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says where a shop is served, and within which limits. */
final class ShopServeOptions {
    private static final int PORT = 8001;

    @Mixin
    private ListenOptions listen;

    @Option(names = "--sessions", paramLabel = "N", description = "Sessions at once; 4096 if not given.")
    private int sessions = SessionLimits.USUAL.sessions();

    @Option(
            names = "--lease",
            paramLabel = "SECONDS",
            description = "How long a session is kept that nobody uses; 600 if not given.")
    private int lease = (int) SessionLimits.USUAL.lease().toSeconds();

    ShopServerOptions options() {
        ServeLimits.requireAtLeast("--sessions", sessions, 1);
        ServeLimits.requireAtLeast("--lease", lease, 1);
        return ShopServerOptions.usual(listen.port(PORT))
                .withHost(listen.host())
                .withKeys(listen.keys())
                .withSessions(new SessionLimits(sessions, Duration.ofSeconds(lease), SessionLimits.USUAL.snapshots()));
    }
}
