package dev.lathe.web.replay;

import dev.lathe.core.Trajectory;
import dev.lathe.serve.http.ApiError;
import dev.lathe.serve.http.Check;
import dev.lathe.serve.http.ErrorFormat;
import dev.lathe.serve.http.Exchange;
import dev.lathe.serve.http.Route;
import dev.lathe.shop.Language;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.desk.DeskExpert;
import dev.lathe.shop.desk.DeskTask;
import dev.lathe.shop.session.ShopSettings;
import dev.lathe.web.replay.StoredRun.Entry;
import dev.lathe.web.session.ErrandBook;
import dev.lathe.web.session.Seat;
import dev.lathe.web.session.ShopFloor;
import dev.lathe.web.session.ShopService;
import dev.lathe.web.session.ShopSession;
import dev.lathe.web.wire.QueryParameters;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers what people ask who look at episodes that are over. Everything here tells goals: it is not served to agents. */
public final class PeopleEndpoints {
    private static final String ORACLE = "fair oracle";
    private static final String EXPERT = "expert";
    private static final int ORACLE_TURNS = 60;

    private record Stored(@Nullable String run, List<Entry> trajectories) {}

    private final ShopService service;
    private final Replayer replayer;
    private final @Nullable StoredRun run;

    /**
     * Prepares to answer.
     *
     * @param run a run to look at, or null
     */
    public PeopleEndpoints(ShopService service, @Nullable StoredRun run) {
        this.service = service;
        this.replayer = new Replayer(service.floor());
        this.run = run;
    }

    /** Returns the routes. */
    public List<Route> routes(ErrorFormat errors) {
        return List.of(
                new Route("GET", "/people/stored", true, errors, this::stored),
                new Route("GET", "/people/replay", true, errors, this::replay),
                new Route("GET", "/people/session", true, errors, this::session),
                new Route("GET", "/people/oracle", true, errors, this::oracle));
    }

    private void stored(Exchange exchange) throws IOException {
        String task = exchange.query("task");
        if (run == null) {
            exchange.send(200, new Stored(null, List.of()));
            return;
        }
        List<Entry> some = run.entries().stream()
                .filter(entry -> task == null || entry.task().equals(task))
                .toList();
        exchange.send(200, new Stored(run.name(), some));
    }

    private void replay(Exchange exchange) throws IOException {
        if (run == null) {
            throw ApiError.of(ApiError.Kind.NOT_FOUND, null, "no_run", "No run was given to look at.");
        }
        String file = parameter(exchange, "file");
        Trajectory trajectory = run.read(file, Check.present("line", QueryParameters.whole(exchange, "line")));
        Seat seat = run.seat(trajectory.taskId(), service.floor());
        exchange.send(200, replayer.of(run.name() + " " + file, seat, trajectory));
    }

    /** Shows a session that has ended: before, it would tell its client what to buy. */
    private void session(Exchange exchange) throws IOException {
        ShopSession.Deed deed = service.deed(parameter(exchange, "id"));
        exchange.send(200, replayer.of("you", deed.seat(), deed.replies()));
    }

    private void oracle(Exchange exchange) throws IOException {
        String task = parameter(exchange, "task");
        exchange.send(200, ErrandBook.owns(task) ? expert(task) : oracle(task));
    }

    private Replay oracle(String id) {
        ShopFloor floor = service.floor();
        ShopTask task = floor.tasks().find(id);
        ShopSettings settings = settings(task.language());
        return replayer.of(ORACLE, Seat.InShop.of(floor, settings, task), Oracle.play(floor, task, settings));
    }

    private Replay expert(String id) {
        ShopFloor floor = service.floor();
        DeskTask errand = floor.errands().find(id);
        ShopSettings settings = settings(errand.language());
        List<String> actions = new DeskExpert(floor.shop(), settings.pageSize()).actions(errand);
        return replayer.of(EXPERT, Seat.AtDesk.of(floor, settings, errand), actions);
    }

    private static ShopSettings settings(Language language) {
        return ShopSettings.of(language).withTurnLimit(ORACLE_TURNS);
    }

    private static String parameter(Exchange exchange, String name) {
        return Check.present(name, exchange.query(name));
    }
}
