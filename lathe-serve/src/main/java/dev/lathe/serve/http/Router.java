package dev.lathe.serve.http;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Finds who answers a request, checks its key, and writes what goes wrong in the format of the route. */
final class Router extends Handler.Abstract {
    private static final String OTHER = "other";

    private final List<Route> routes;
    private final ErrorFormat errors;
    private final ApiKeys keys;
    private final int bodyLimit;
    private final RequestLog log;
    private final Consumer<Throwable> broken;

    Router(
            List<Route> routes,
            ErrorFormat errors,
            ApiKeys keys,
            int bodyLimit,
            RequestLog log,
            Consumer<Throwable> broken) {
        this.routes = List.copyOf(routes);
        this.errors = errors;
        this.keys = keys;
        this.bodyLimit = bodyLimit;
        this.log = log;
        this.broken = broken;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var exchange = new Exchange(request, response, bodyLimit);
        try {
            answer(exchange);
            exchange.end();
            callback.succeeded();
        } catch (IOException gone) {
            exchange.end();
            callback.failed(gone);
        }
        return true;
    }

    private void answer(Exchange exchange) throws IOException {
        String path = exchange.path();
        List<Route> covering =
                routes.stream().filter(route -> route.covers(path)).toList();
        long begun = System.nanoTime();
        try {
            answer(exchange, covering);
        } finally {
            String name = covering.isEmpty() ? OTHER : covering.getFirst().path();
            log.answered(name, exchange.status(), System.nanoTime() - begun);
        }
    }

    private void answer(Exchange exchange, List<Route> covering) throws IOException {
        ErrorFormat format = covering.isEmpty() ? errors : covering.getFirst().errors();
        try {
            route(exchange, covering).endpoint().answer(exchange);
        } catch (ApiError error) {
            refuse(exchange, format, error);
        } catch (RuntimeException | Error failure) {
            broken.accept(failure);
            refuse(exchange, format, ApiError.of(ApiError.Kind.BROKEN, "The server failed on this request."));
        }
    }

    private Route route(Exchange exchange, List<Route> covering) {
        if (covering.isEmpty()) {
            throw ApiError.of(
                    ApiError.Kind.NOT_FOUND,
                    null,
                    "unknown_url",
                    "Unknown path %s; GET /openapi.json lists all.".formatted(exchange.path()));
        }
        Route route = covering.stream()
                .filter(one -> one.method().equals(exchange.method()))
                .findFirst()
                .orElseThrow(() -> methodNotAllowed(exchange, covering));
        if (route.guarded() && !keys.open(exchange.apiKey())) {
            exchange.header("WWW-Authenticate", "Bearer");
            throw ApiError.of(
                    ApiError.Kind.UNAUTHORIZED,
                    null,
                    "invalid_api_key",
                    "A valid API key is needed, as Authorization: Bearer KEY or as x-api-key: KEY.");
        }
        return route;
    }

    private static ApiError methodNotAllowed(Exchange exchange, List<Route> covering) {
        String allowed = String.join(
                ", ", covering.stream().map(Route::method).distinct().toList());
        exchange.header(HttpHeader.ALLOW.asString(), allowed);
        return ApiError.of(
                ApiError.Kind.METHOD_NOT_ALLOWED,
                "%s takes %s, not %s.".formatted(exchange.path(), allowed, exchange.method()));
    }

    private static void refuse(Exchange exchange, ErrorFormat format, ApiError error) throws IOException {
        if (exchange.answered()) {
            throw new IOException("the answer had begun: " + error.getMessage());
        }
        exchange.refuse(error, format);
    }
}
