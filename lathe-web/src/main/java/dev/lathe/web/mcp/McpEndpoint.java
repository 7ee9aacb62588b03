package dev.lathe.web.mcp;

import dev.lathe.serve.http.ApiError;
import dev.lathe.serve.http.ErrorFormat;
import dev.lathe.serve.http.Exchange;
import dev.lathe.serve.http.Route;
import dev.lathe.web.session.Leases;
import dev.lathe.web.session.SessionLimits;
import dev.lathe.web.session.ShopService;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Speaks the protocol over streamable HTTP at {@code /mcp}. Every answer is one JSON message: this server begins nothing by itself. */
public final class McpEndpoint {
    private static final String PATH = "/mcp";
    private static final String SESSION = "Mcp-Session-Id";
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final ShopService service;
    private final Consumer<Throwable> broken;
    private final Leases<McpConversation> conversations;

    /**
     * Begins without clients.
     *
     * @param broken hears failures that are the server's own fault
     */
    public McpEndpoint(ShopService service, SessionLimits limits, InstantSource clock, Consumer<Throwable> broken) {
        this.service = service;
        this.broken = broken;
        this.conversations = new Leases<>("conversation", limits.sessions(), limits.lease(), clock);
    }

    /** Returns the routes. */
    public List<Route> routes(ErrorFormat errors) {
        return List.of(
                new Route("POST", PATH, true, errors, this::post), new Route("DELETE", PATH, true, errors, this::end));
    }

    private void post(Exchange exchange) throws IOException {
        requireOwnOrigin(exchange);
        JsonNode message = exchange.json();
        boolean begins = message.path("method").asString("").equals("initialize");
        String id = begins
                ? conversations.take(() -> new McpConversation(service, broken))
                : named(exchange.requestHeader(SESSION));
        Optional<String> answer = conversation(id).answer(message);
        if (begins) {
            exchange.header(SESSION, id);
        }
        if (answer.isEmpty()) {
            exchange.send(202, "application/json", new byte[0]);
            return;
        }
        exchange.send(200, "application/json", answer.get().getBytes(StandardCharsets.UTF_8));
    }

    private void end(Exchange exchange) throws IOException {
        requireOwnOrigin(exchange);
        String id = named(exchange.requestHeader(SESSION));
        conversation(id).end();
        conversations.giveBack(id);
        exchange.send(200, "application/json", new byte[0]);
    }

    private static String named(@Nullable String id) {
        if (id == null) {
            throw ApiError.of(
                    ApiError.Kind.INVALID,
                    null,
                    "no_session",
                    "The header %s of the answer to initialize is missing.".formatted(SESSION));
        }
        return id;
    }

    /** A client begins anew when it is told that its session is not found, whatever the reason. */
    private McpConversation conversation(String id) {
        try {
            return conversations.use(id);
        } catch (ApiError gone) {
            throw ApiError.of(ApiError.Kind.NOT_FOUND, null, gone.code(), gone.getMessage());
        }
    }

    /** Keeps the pages of strangers, which a person may have open in a browser on this machine, from shopping. */
    private static void requireOwnOrigin(Exchange exchange) {
        String origin = exchange.requestHeader("Origin");
        if (origin == null) {
            return;
        }
        try {
            String host = new URI(origin).getHost();
            if (host != null && THIS_MACHINE.contains(host)) {
                return;
            }
        } catch (URISyntaxException none) {
            // refused like any other
        }
        throw ApiError.of(ApiError.Kind.FORBIDDEN, null, "foreign_origin", "Pages of other origins may not ask.");
    }
}
