package dev.lathe.web.wire;

import dev.lathe.serve.http.ApiError;
import dev.lathe.serve.http.Endpoint;
import dev.lathe.serve.http.ErrorFormat;
import dev.lathe.serve.http.Exchange;
import dev.lathe.serve.http.Route;
import dev.lathe.web.session.ShopService;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers {@code /v1}: each path is one call of {@link ShopCalls}. */
public final class ShopEndpoints {
    private static final String SESSIONS = "/v1/sessions";
    private static final String ONE = SESSIONS + "/";

    private final ShopCalls calls;

    public ShopEndpoints(ShopService service) {
        this.calls = new ShopCalls(service);
    }

    /** Returns the routes. */
    public List<Route> routes(ErrorFormat errors) {
        return List.of(
                route("POST", SESSIONS, errors, exchange -> send(exchange, "open", exchange.json())),
                route("POST", ONE, errors, this::change),
                route("GET", ONE, errors, this::look),
                route("DELETE", ONE, errors, this::close),
                route("GET", "/v1/tasks", errors, this::tasks),
                route("GET", "/v1/tools", errors, exchange -> send(exchange, "tools", nothing())),
                route("GET", "/v1/world", errors, exchange -> send(exchange, "world", nothing())));
    }

    private static Route route(String method, String path, ErrorFormat errors, Endpoint endpoint) {
        return new Route(method, path, true, errors, endpoint);
    }

    private void change(Exchange exchange) throws IOException {
        Place place = Place.of(exchange);
        String call = switch (place.part()) {
            case "steps" -> "step";
            case "snapshots" -> "snapshot";
            case "restore" -> "restore";
            case "fork" -> "fork";
            default -> throw place.unknown();
        };
        send(exchange, call, with(exchange.json(), place.session()));
    }

    private void look(Exchange exchange) throws IOException {
        Place place = Place.of(exchange);
        String call = switch (place.part()) {
            case "" -> "status";
            case "view" -> "view";
            case "score" -> "score";
            default -> throw place.unknown();
        };
        send(exchange, call, with(nothing(), place.session()));
    }

    private void close(Exchange exchange) throws IOException {
        Place place = Place.of(exchange);
        if (!place.part().isEmpty()) {
            throw place.unknown();
        }
        send(exchange, "close", with(nothing(), place.session()));
    }

    private void tasks(Exchange exchange) throws IOException {
        ObjectNode params = nothing();
        for (String name : List.of("scenario", "split", "language", "difficulty")) {
            params.put(name, exchange.query(name));
        }
        params.put("infeasible", QueryParameters.flag(exchange, "infeasible"));
        params.put("from", QueryParameters.whole(exchange, "from"));
        params.put("count", QueryParameters.whole(exchange, "count"));
        send(exchange, "tasks", params);
    }

    private void send(Exchange exchange, String call, JsonNode params) throws IOException {
        exchange.send(200, calls.call(call, params));
    }

    private static ObjectNode nothing() {
        return JsonMapper.shared().createObjectNode();
    }

    private static JsonNode with(JsonNode params, String session) {
        return ((ObjectNode) params).put("session", session);
    }

    /** Is what stands behind {@code /v1/sessions/}: an id, and a part of the session. */
    private record Place(String path, String session, String part) {
        static Place of(Exchange exchange) {
            String path = exchange.path();
            String rest = path.substring(ONE.length());
            int slash = rest.indexOf('/');
            return slash < 0
                    ? new Place(path, rest, "")
                    : new Place(path, rest.substring(0, slash), rest.substring(slash + 1));
        }

        ApiError unknown() {
            return ApiError.of(ApiError.Kind.NOT_FOUND, null, "unknown_url", "Unknown path %s.".formatted(path));
        }
    }
}
