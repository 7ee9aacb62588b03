package dev.lathe.serve;

import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.serve.http.ErrorFormat;
import dev.lathe.serve.http.Exchange;
import dev.lathe.serve.http.PageFile;
import dev.lathe.serve.http.Route;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Serves what lies in the folder {@code pages}: the page to chat on, the description of the interface and a page that shows it. */
final class Pages {
    private record Health(String status) {}

    private static final List<PageFile> PAGES = List.of(
            new PageFile("/", "chat.html"),
            new PageFile("/pages/chat.css", "chat.css"),
            new PageFile("/pages/chat.js", "chat.js"),
            new PageFile("/pages/stream.js", "stream.js"),
            new PageFile("/pages/markdown.js", "markdown.js"),
            new PageFile("/pages/icon.svg", "icon.svg"),
            new PageFile("/docs", "docs.html"),
            new PageFile("/pages/docs.js", "docs.js"),
            new PageFile("/openapi.json", "openapi.json"));

    private Pages() {}

    static List<Route> routes(ErrorFormat errors, InferenceEngine engine) {
        List<Route> routes = new ArrayList<>();
        routes.add(new Route("GET", "/health", false, errors, exchange -> tellHealth(exchange, engine)));
        routes.addAll(PageFile.routes(Pages.class, PAGES, errors));
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
}
