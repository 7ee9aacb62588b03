package dev.lathe.web.mcp;

import dev.lathe.serve.http.ApiError;
import dev.lathe.serve.http.Json;
import dev.lathe.web.session.FunctionCall;
import dev.lathe.web.session.Opened;
import dev.lathe.web.session.SessionOrder;
import dev.lathe.web.session.ShopService;
import dev.lathe.web.session.StepOrder;
import dev.lathe.web.session.Stepped;
import dev.lathe.web.wire.ActionTools;
import dev.lathe.web.wire.ActionTools.Property;
import dev.lathe.web.wire.ActionTools.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Lets a client act by tools: one begins an episode, and each action of the shop is one. */
final class McpTools {
    private static final String START = "start";
    private static final List<Described> ALL = Stream.concat(
                    Stream.of(start()),
                    ActionTools.functions().stream()
                            .map(function -> new Described(
                                    function.name(), function.description(), schema(function.parameters()))))
            .toList();

    private record Described(String name, String description, ObjectNode inputSchema) {}

    private record Content(String type, String text) {}

    private record Result(
            List<Content> content,
            @Nullable Object structuredContent,
            @Nullable Boolean isError) {}

    private final ShopService service;
    private @Nullable String session;

    McpTools(ShopService service) {
        this.service = service;
    }

    static List<ObjectNode> list() {
        return ALL.stream()
                .map(tool -> {
                    ObjectNode node = JsonMapper.shared()
                            .createObjectNode()
                            .put("name", tool.name())
                            .put("description", tool.description());
                    node.set("inputSchema", tool.inputSchema());
                    return node;
                })
                .toList();
    }

    /**
     * Calls a tool. What the shop refuses is a result for the model to read, as the protocol wants it.
     *
     * @throws RpcError if there is no such tool
     */
    synchronized JsonNode call(JsonNode params) {
        String name = params.path("name").asString("");
        JsonNode given = params.path("arguments");
        JsonNode arguments =
                given.isMissingNode() || given.isNull() ? JsonMapper.shared().createObjectNode() : given;
        if (ALL.stream().noneMatch(tool -> tool.name().equals(name))) {
            throw new RpcError(RpcError.INVALID_PARAMS, "There is no such tool.");
        }
        if (!arguments.isObject()) {
            throw new RpcError(RpcError.INVALID_PARAMS, "The arguments must be an object.");
        }
        try {
            return camelCase(name.equals(START) ? start(arguments) : act(name, arguments));
        } catch (ApiError error) {
            return camelCase(new Result(List.of(new Content("text", error.getMessage())), null, true));
        }
    }

    synchronized void end() {
        if (session != null) {
            try {
                service.close(session);
            } catch (ApiError gone) {
                // its lease has ended, which is what is wanted
            }
            session = null;
        }
    }

    private Result start(JsonNode arguments) {
        SessionOrder order = Json.read(arguments, SessionOrder.class);
        end();
        Opened opened = service.open(order);
        session = opened.session();
        String text = opened.messages().stream().map(Opened.Said::content).collect(Collectors.joining("\n"));
        return new Result(List.of(new Content("text", text)), Map.of("task", opened.task(), "step", 0), null);
    }

    private Result act(String name, JsonNode arguments) {
        if (session == null) {
            throw ApiError.of(ApiError.Kind.CONFLICT, null, "not_started", "Call start first.");
        }
        Stepped stepped = service.step(session, new StepOrder(null, null, new FunctionCall(name, arguments)));
        String text = stepped.done() ? ending(stepped) : stepped.observation();
        return new Result(List.of(new Content("text", text)), stepped, null);
    }

    private static String ending(Stepped stepped) {
        Map<String, Double> score = Objects.requireNonNull(stepped.score());
        String parts = score.entrySet().stream()
                .map(part -> String.format(Locale.ROOT, "%s %.3g", part.getKey(), part.getValue()))
                .collect(Collectors.joining(", "));
        return (score.getOrDefault("bought", 0.0) > 0 ? "Bought: " : "Ended without a purchase: ") + parts;
    }

    /** The protocol names its own fields in camel case; those of the shop stay as they are everywhere. */
    private static JsonNode camelCase(Result result) {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        node.set("content", JsonMapper.shared().readTree(Json.text(result.content())));
        if (result.structuredContent() != null) {
            node.set("structuredContent", JsonMapper.shared().readTree(Json.text(result.structuredContent())));
        }
        if (result.isError() != null) {
            node.put("isError", result.isError());
        }
        return node;
    }

    private static Described start() {
        var properties = new LinkedHashMap<String, Property>();
        properties.put("task", new Property("string", "The id of a task; the others choose one if not given."));
        properties.put("scenario", new Property("string", "single, single-persona, multi or multi-persona."));
        properties.put("split", new Property("string", "train (if not given), validation or held-out."));
        properties.put("language", new Property("string", "en (if not given) or zh."));
        properties.put("difficulty", new Property("string", "easy, medium or hard; of a scenario."));
        properties.put("number", new Property("integer", "Which task of the split, from 0."));
        return new Described(
                START,
                "Begin an episode, and hear what the customer wants. An episode that is open is given up.",
                schema(Schema.of(properties, List.of())));
    }

    private static ObjectNode schema(Schema schema) {
        ObjectNode node = JsonMapper.shared().createObjectNode().put("type", schema.type());
        node.set("properties", JsonMapper.shared().readTree(Json.text(schema.properties())));
        node.set("required", JsonMapper.shared().readTree(Json.text(schema.required())));
        return node.put("additionalProperties", schema.additionalProperties());
    }
}
