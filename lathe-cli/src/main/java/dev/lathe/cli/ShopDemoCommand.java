package dev.lathe.cli;

import dev.lathe.web.ShopServer;
import dev.lathe.web.ShopServerOptions;
import dev.lathe.web.customer.PersonAtPage;
import dev.lathe.web.replay.StoredRun;
import dev.lathe.web.session.ShopFloor;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the shop to people. */
@Command(
        name = "demo",
        description = "Shop in your browser, compare yourself with an agent, and watch what agents did.",
        footer = {
            "",
            "lathe shop demo                     then open http://127.0.0.1:8001",
            "lathe shop demo runs/shop           in the shop of a run, whose episodes can be played again",
            "",
            "Its pages show what tasks want: let agents shop at lathe shop serve."
        })
final class ShopDemoCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            description = "A run in the shop; the options that choose a shop do not count then.")
    private Optional<Path> run = Optional.empty();

    @Mixin
    private ShopWorldOptions world;

    @Option(
            names = "--shopper-person",
            description = "A person at /customer words what customers say to agents; rules decide what that is.")
    private boolean person;

    @Mixin
    private ShopServeOptions limits;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        ShopServerOptions options = limits.options();
        StoredRun stored = run.map(StoredRun::open).orElse(null);
        PersonAtPage customer = person ? new PersonAtPage(PATIENCE) : null;
        ShopFloor floor = stored == null ? world.floor(customer == null ? null : customer::voice) : stored.floor();
        PrintWriter err = spec.commandLine().getErr();
        try (ShopServer server =
                ShopServer.startForPeople(floor, stored, customer, options, failure -> failure.printStackTrace(err))) {
            String url = "http://%s:%d".formatted(options.host(), server.port());
            err.println("lathe: the shop is open at %s, replays are at %s/replay (Ctrl-C closes)".formatted(url, url));
            Interruption.awaitStop(err);
        }
        return 0;
    }
}
