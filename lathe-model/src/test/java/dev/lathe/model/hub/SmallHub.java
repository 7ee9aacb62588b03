package dev.lathe.model.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Is a hub with one repository, {@code owner/small}, that lists one file a page and keeps large files on another host. */
final class SmallHub implements AutoCloseable {
    static final String COMMIT = "0123456789abcdef";
    private static final String API = "/api/models/owner/small/";

    /** What was asked for: path, range and authorization. */
    record Asked(String path, String range, String authorization) {}

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    final Map<String, byte[]> files = new LinkedHashMap<>();

    /** After how many bytes the connection breaks, once; 0 for never. */
    volatile int breakAfter;

    volatile boolean lies;
    volatile String token = "";

    private final HttpServer server = serve();
    private final HttpServer storage = serve();

    private HttpServer serve() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            made.createContext("/", this::answer);
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String authorization = header(exchange, "Authorization");
            asked.add(new Asked(path, header(exchange, "Range"), authorization));
            if (path.startsWith("/storage/")) {
                content(exchange, files.get(path.substring("/storage/".length())));
            } else if (!authorization.equals(token)) {
                exchange.sendResponseHeaders(401, -1);
            } else if (path.equals(API + "revision/main")) {
                send(exchange, "{\"sha\": \"" + COMMIT + "\"}");
            } else if (path.equals(API + "tree/" + COMMIT)) {
                page(exchange);
            } else if (path.startsWith("/owner/small/resolve/" + COMMIT + "/")) {
                file(exchange, path.substring(("/owner/small/resolve/" + COMMIT + "/").length()));
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static void send(HttpExchange exchange, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void page(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        int page = query.contains("cursor=") ? Integer.parseInt(query.substring(query.indexOf("cursor=") + 7)) : 0;
        List<String> names = List.copyOf(files.keySet());
        if (page + 1 < names.size()) {
            exchange.getResponseHeaders()
                    .add(
                            "Link",
                            "<%s%stree/%s?recursive=true&cursor=%d>; rel=\"next\""
                                    .formatted(address(), API, COMMIT, page + 1));
        }
        ArrayNode entries = JsonMapper.shared().createArrayNode();
        entries.addObject().put("type", "directory").put("path", "folder");
        describe(entries.addObject(), names.get(page));
        send(exchange, entries.toString());
    }

    private void describe(ObjectNode entry, String name) {
        byte[] content = files.get(name);
        entry.put("type", "file").put("path", name).put("size", content.length);
        if (large(name)) {
            entry.put("oid", "pointer");
            entry.putObject("lfs").put("oid", hash("SHA-256", content)).put("size", content.length);
        } else {
            byte[] head = "blob %d\0".formatted(content.length).getBytes(StandardCharsets.UTF_8);
            byte[] blob = Arrays.copyOf(head, head.length + content.length);
            System.arraycopy(content, 0, blob, head.length, content.length);
            entry.put("oid", hash("SHA-1", blob));
        }
    }

    private static boolean large(String name) {
        return name.endsWith(".safetensors");
    }

    private static String hash(String name, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(name).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void file(HttpExchange exchange, String name) throws IOException {
        if (large(name)) {
            exchange.getResponseHeaders()
                    .add(
                            "Location",
                            "http://localhost:%d/storage/%s"
                                    .formatted(storage.getAddress().getPort(), name));
            exchange.sendResponseHeaders(302, -1);
        } else {
            content(exchange, files.get(name));
        }
    }

    private void content(HttpExchange exchange, byte[] whole) throws IOException {
        String range = header(exchange, "Range");
        int from = range.isEmpty() ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        byte[] rest = Arrays.copyOfRange(whole, from, whole.length);
        if (lies) {
            rest[0]++;
        }
        exchange.sendResponseHeaders(range.isEmpty() ? 200 : 206, rest.length == 0 ? -1 : rest.length);
        int until = breakAfter > 0 ? Math.min(breakAfter, rest.length) : rest.length;
        breakAfter = 0;
        exchange.getResponseBody().write(rest, 0, until);
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        server.stop(0);
        storage.stop(0);
    }
}
