package dev.lathe.serve.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Is a file of a page, in the folder {@code pages} beside the class that serves it.
 *
 * @param path where it is served
 * @param file its name in the folder
 */
public record PageFile(String path, String file) {
    /** Nothing that a stranger wrote can run, frame or fetch anything, whatever the page does with it. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-cache");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "json", "application/json");

    /** Returns routes that serve files which lie beside a class; no key is needed for them. */
    public static List<Route> routes(Class<?> owner, List<PageFile> files, ErrorFormat errors) {
        return files.stream().map(file -> file.route(owner, errors)).toList();
    }

    private Route route(Class<?> owner, ErrorFormat errors) {
        byte[] content = read(owner);
        return new Route("GET", path, false, errors, exchange -> send(exchange, content));
    }

    private void send(Exchange exchange, byte[] content) throws IOException {
        HEADERS.forEach(exchange::header);
        exchange.send(200, type(), content);
    }

    private String type() {
        String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("no content type is known for " + file);
        }
        return type;
    }

    private byte[] read(Class<?> owner) {
        try (InputStream in = owner.getResourceAsStream("pages/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the page " + file + " is not in the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
