package dev.lathe.web.wire;

import dev.lathe.core.DisplayName;
import dev.lathe.serve.http.ApiError;
import dev.lathe.serve.http.Check;
import dev.lathe.serve.http.ErrorFormat;
import dev.lathe.serve.http.Exchange;
import dev.lathe.serve.http.Json;
import dev.lathe.serve.http.Route;
import dev.lathe.shop.Language;
import dev.lathe.shop.Scenario;
import dev.lathe.shop.Split;
import dev.lathe.web.session.Opened;
import dev.lathe.web.session.SessionOrder;
import dev.lathe.web.session.ShopService;
import dev.lathe.web.session.StepOrder;
import dev.lathe.web.session.Stepped;
import dev.lathe.web.session.TaskBook;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers GEM's protocol as ROCK's clients speak it: an environment such as {@code shop-train-en} or {@code shop-multi-held-out-zh}
 * is made, reset with a seed, which is the number of a task, and stepped. A {@code sandbox_id} is the name of the environment and the id
 * of a session.
 */
public final class GemEndpoints {
    private static final String PREFIX = "/apis/v1/envs/gem/";
    private static final String SEPARATOR = ":";

    private record Made(String sandboxId) {}

    private record Began(String observation, Map<String, Object> info) {}

    private record Went(
            String observation, double reward, boolean terminated, boolean truncated, Map<String, Double> info) {}

    private record Names(List<String> envId) {}

    private record Order(
            @Nullable String envId,
            @Nullable String sandboxId,
            @Nullable Long seed,
            @Nullable String action) {}

    /** Is an environment by name. */
    private record Env(String name, @Nullable String scenario, String split, String language) {
        TaskBook.Shelf shelf() {
            return new TaskBook.Shelf(scenario, split, language, null, null);
        }
    }

    private record Sandbox(Env env, String session) {}

    private final ShopService service;
    private final List<Env> all = new ArrayList<>();

    public GemEndpoints(ShopService service) {
        this.service = service;
        add(null, "shop");
        for (Scenario scenario : Scenario.values()) {
            add(DisplayName.of(scenario), "shop-" + DisplayName.of(scenario));
        }
    }

    private void add(@Nullable String scenario, String prefix) {
        for (Split split : Split.values()) {
            for (Language language : Language.values()) {
                String name = prefix + "-" + DisplayName.of(split) + "-" + DisplayName.of(language);
                all.add(new Env(name, scenario, DisplayName.of(split), DisplayName.of(language)));
            }
        }
    }

    /** Returns the routes. */
    public List<Route> routes(ErrorFormat errors) {
        return List.of(
                new Route("POST", PREFIX + "make", true, errors, exchange -> exchange.send(200, make(order(exchange)))),
                new Route(
                        "POST", PREFIX + "reset", true, errors, exchange -> exchange.send(200, reset(order(exchange)))),
                new Route("POST", PREFIX + "step", true, errors, exchange -> exchange.send(200, step(order(exchange)))),
                new Route(
                        "POST", PREFIX + "close", true, errors, exchange -> exchange.send(200, close(order(exchange)))),
                new Route("POST", PREFIX + "list", true, errors, exchange -> exchange.send(200, names())));
    }

    private static Order order(Exchange exchange) throws IOException {
        return Json.read(exchange.json(), Order.class);
    }

    private Made make(Order asked) {
        Env env = env(Check.present("env_id", asked.envId()));
        var order = new SessionOrder(
                null, null, env.scenario(), env.split(), env.language(), null, null, 0, null, null, null);
        return new Made(env.name() + SEPARATOR + service.open(order).session());
    }

    private Env env(String name) {
        return all.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiError.of(
                        ApiError.Kind.NOT_FOUND,
                        "env_id",
                        "unknown_env",
                        "Unknown environment; there are %s.".formatted(String.join(", ", names().envId()))));
    }

    private Sandbox sandbox(Order order) {
        String id = Check.present("sandbox_id", order.sandboxId());
        int end = id.indexOf(SEPARATOR);
        if (end < 0) {
            throw ApiError.of(ApiError.Kind.NOT_FOUND, "sandbox_id", "unknown_session", "There is no such sandbox.");
        }
        return new Sandbox(env(id.substring(0, end)), id.substring(end + SEPARATOR.length()));
    }

    private Names names() {
        return new Names(all.stream().map(Env::name).toList());
    }

    private Began reset(Order order) {
        Sandbox sandbox = sandbox(order);
        long number = order.seed() == null ? 0 : order.seed();
        Opened opened = service.again(sandbox.session(), sandbox.env().shelf(), number);
        String observation =
                opened.messages().stream().map(Opened.Said::content).collect(Collectors.joining("\n"));
        return new Began(observation, Map.of("task", opened.task()));
    }

    private Went step(Order order) {
        Stepped stepped =
                service.step(sandbox(order).session(), StepOrder.next(Check.present("action", order.action())));
        return new Went(
                stepped.observation(),
                stepped.reward(),
                stepped.terminated(),
                stepped.truncated(),
                stepped.score() == null ? Map.of() : Objects.requireNonNull(stepped.score()));
    }

    private Made close(Order order) {
        service.close(sandbox(order).session());
        return new Made(Check.present("sandbox_id", order.sandboxId()));
    }
}
