package dev.lathe.web.mcp;

import dev.lathe.serve.http.Json;
import dev.lathe.web.session.ShopService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Is what one client and this server say to each other. Source: Model Context Protocol, revisions 2024-11-05 to 2025-11-25; of the
 * server's features, tools.
 */
final class McpConversation {
    static final List<String> REVISIONS = List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final String INSTRUCTIONS =
            "You shop for a customer. Call start to hear what is wanted, then search, open and"
                    + " check products, choose every option, and buy. Only what is bought is scored.";

    private record ServerInfo(String name, String version) {}

    private final McpTools tools;
    private final Consumer<Throwable> broken;

    McpConversation(ShopService service, Consumer<Throwable> broken) {
        this.tools = new McpTools(service);
        this.broken = broken;
    }

    /** Returns the answer to a message, if it asks for one. */
    Optional<String> answer(JsonNode message) {
        JsonNode id = message.path("id");
        if (message.isObject() && id.isMissingNode() && message.path("method").isString()) {
            return Optional.empty();
        }
        if (message.isObject() && !message.has("method") && (message.has("result") || message.has("error"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.text(reply(id).set("result", MAPPER.readTree(Json.text(result(message))))));
        } catch (RpcError error) {
            return Optional.of(error(id, error.code(), String.valueOf(error.getMessage())));
        } catch (RuntimeException failure) {
            broken.accept(failure);
            return Optional.of(error(id, RpcError.BROKEN, "The server failed on this message."));
        }
    }

    /** Ends the client's session of the shop, if it has one. */
    void end() {
        tools.end();
    }

    private Object result(JsonNode message) {
        JsonNode method = message.path("method");
        boolean known = message.path("id").isString() || message.path("id").isIntegralNumber();
        if (!message.path("jsonrpc").asString("").equals("2.0") || !method.isString() || !known) {
            throw new RpcError(RpcError.INVALID_REQUEST, "This is no request of JSON-RPC 2.0.");
        }
        JsonNode params = message.path("params");
        return switch (method.asString()) {
            case "initialize" -> initialize(params);
            case "ping" -> Map.of();
            case "tools/list" -> Map.of("tools", McpTools.list());
            case "tools/call" -> tools.call(params);
            default -> throw new RpcError(RpcError.NO_SUCH_METHOD, "There is no such method.");
        };
    }

    private static Map<String, Object> initialize(JsonNode params) {
        String asked = params.path("protocolVersion").asString("");
        var result = new LinkedHashMap<String, Object>();
        result.put("protocolVersion", REVISIONS.contains(asked) ? asked : REVISIONS.getFirst());
        result.put("capabilities", Map.of("tools", Map.of()));
        result.put("serverInfo", new ServerInfo("lathe-shop", "0.1.0"));
        result.put("instructions", INSTRUCTIONS);
        return result;
    }

    private static ObjectNode reply(JsonNode id) {
        ObjectNode reply = MAPPER.createObjectNode().put("jsonrpc", "2.0");
        reply.set("id", id.isString() || id.isIntegralNumber() ? id : MAPPER.nullNode());
        return reply;
    }

    static String error(JsonNode id, int code, String message) {
        ObjectNode reply = reply(id);
        reply.putObject("error").put("code", code).put("message", message);
        return Json.text(reply);
    }
}
