package dev.lathe.web.wire;

import dev.lathe.serve.http.ApiError;
import dev.lathe.serve.http.Check;
import dev.lathe.serve.http.Json;
import dev.lathe.shop.Language;
import dev.lathe.shop.desk.DeskScreen;
import dev.lathe.shop.session.Shop;
import dev.lathe.web.page.ErrandView;
import dev.lathe.web.page.ErrandViews;
import dev.lathe.web.page.ScreenView;
import dev.lathe.web.page.ScreenViews;
import dev.lathe.web.session.SessionOrder;
import dev.lathe.web.session.ShopService;
import dev.lathe.web.session.ShopSession;
import dev.lathe.web.session.StepOrder;
import dev.lathe.web.session.Stepped;
import dev.lathe.web.session.TaskBook;
import dev.lathe.web.session.TaskEntry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answers calls by name, with parameters and results that are JSON. What HTTP and JSON lines can do is the same for that. */
final class ShopCalls {
    private static final List<String> NAMES = List.of(
            "open",
            "step",
            "status",
            "view",
            "score",
            "snapshot",
            "restore",
            "fork",
            "close",
            "tasks",
            "tools",
            "world");

    private record Session(@Nullable String session) {
        String id() {
            return Check.present("session", session);
        }
    }

    private record Moment(@Nullable String snapshot) {}

    private record Taken(String snapshot, String stateHash) {}

    /** Is what a page draws. */
    private record View(
            String task,
            String request,
            @Nullable String profile,
            boolean shopper,
            int step,
            int turnLimit,
            ScreenView screen,
            @Nullable ErrandView errand,
            @Nullable Stepped last) {}

    private record Closed(boolean closed) {}

    private record Scored(Map<String, Double> score) {}

    private record Listing(
            @Nullable String scenario,
            @Nullable String split,
            @Nullable String language,
            @Nullable String difficulty,
            @Nullable Boolean infeasible,
            @Nullable Integer from,
            @Nullable Integer count) {}

    private record Listed(List<TaskEntry> tasks) {}

    private record Facts(String world, int products, List<String> scenarios, List<String> errands, int sessions) {}

    private final ShopService service;

    ShopCalls(ShopService service) {
        this.service = service;
    }

    /**
     * Answers a call.
     *
     * @throws ApiError if it is refused
     */
    Object call(String name, JsonNode params) {
        return switch (name) {
            case "open" -> service.open(Json.read(params, SessionOrder.class));
            case "step" -> service.step(session(params), Json.read(params, StepOrder.class));
            case "view" -> view(session(params));
            case "status" -> service.status(session(params));
            case "score" -> new Scored(service.score(session(params)));
            case "snapshot" -> snapshot(session(params));
            case "restore" -> service.restore(session(params), Check.present("snapshot", moment(params)));
            case "fork" -> service.fork(session(params), moment(params));
            case "close" -> close(session(params));
            case "tasks" -> tasks(Json.read(params, Listing.class));
            case "tools" -> ActionTools.openAi();
            case "world" ->
                new Facts(
                        service.floor().world().hash(),
                        service.floor().world().size(),
                        service.floor().scenarioNames(),
                        service.floor().errandNames(),
                        service.open());
            default ->
                throw ApiError.of(
                        ApiError.Kind.NOT_FOUND,
                        "method",
                        "unknown_method",
                        "Unknown method; there are %s.".formatted(String.join(", ", NAMES)));
        };
    }

    private static String session(JsonNode params) {
        return Json.read(params, Session.class).id();
    }

    private static @Nullable String moment(JsonNode params) {
        return Json.read(params, Moment.class).snapshot();
    }

    private View view(String session) {
        ShopSession.Sight sight = service.sight(session);
        Language language = sight.settings().language();
        Shop shop = service.floor().shop();
        DeskScreen desk = sight.desk();
        return new View(
                sight.task(),
                sight.request(),
                sight.profile(),
                sight.shopper(),
                sight.step(),
                sight.settings().turnLimit(),
                new ScreenViews(shop, language).of(sight.screen()),
                desk == null ? null : new ErrandViews(shop.world(), language).of(desk),
                sight.last());
    }

    private Taken snapshot(String session) {
        String name = service.snapshot(session);
        return new Taken(name, service.status(session).stateHash());
    }

    private Closed close(String session) {
        service.close(session);
        return new Closed(true);
    }

    private Listed tasks(Listing order) {
        return new Listed(service.list(
                new TaskBook.Shelf(
                        order.scenario(), order.split(), order.language(), order.difficulty(), order.infeasible()),
                order.from(),
                order.count()));
    }
}
