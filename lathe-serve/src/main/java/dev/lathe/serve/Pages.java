package dev.lathe.serve;

import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.serve.http.ErrorFormat;
import dev.lathe.serve.http.Exchange;
import dev.lathe.serve.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Serves what lies in the folder {@code pages}: the page to chat on, the description of the interface and a page that shows it. */
final class Pages {
    private record Page(String path, String file, String type) {}

    private record Health(String status) {}

    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";

    private static final List<Page> PAGES = List.of(
            new Page("/", "chat.html", HTML),
            new Page("/pages/chat.css", "chat.css", STYLE),
            new Page("/pages/chat.js", "chat.js", SCRIPT),
            new Page("/pages/stream.js", "stream.js", SCRIPT),
            new Page("/pages/markdown.js", "markdown.js", SCRIPT),
            new Page("/pages/icon.svg", "icon.svg", "image/svg+xml"),
            new Page("/docs", "docs.html", HTML),
            new Page("/pages/docs.js", "docs.js", SCRIPT),
            new Page("/openapi.json", "openapi.json", "application/json"));

    /** Nothing that a model writes can run, frame or fetch anything, whatever the page does with it. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-cache");

    private Pages() {}

    static List<Route> routes(ErrorFormat errors, InferenceEngine engine) {
        List<Route> routes = new ArrayList<>();
        routes.add(new Route("GET", "/health", false, errors, exchange -> tellHealth(exchange, engine)));
        for (Page page : PAGES) {
            byte[] content = read(page.file());
            routes.add(new Route("GET", page.path(), false, errors, exchange -> send(exchange, page, content)));
        }
        return routes;
    }

    private static void tellHealth(Exchange exchange, InferenceEngine engine) throws IOException {
        try {
            engine.stats();
        } catch (IllegalStateException failed) {
            exchange.send(503, new Health("the engine does not serve"));
            return;
        }
        exchange.send(200, new Health("ok"));
    }

    private static void send(Exchange exchange, Page page, byte[] content) throws IOException {
        HEADERS.forEach(exchange::header);
        exchange.send(200, page.type(), content);
    }

    private static byte[] read(String file) {
        try (InputStream in = Pages.class.getResourceAsStream("pages/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the page " + file + " is not in the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
