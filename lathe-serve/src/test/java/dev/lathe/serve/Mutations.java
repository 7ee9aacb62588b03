package dev.lathe.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Breaks valid requests in one place each, so that the description of the interface forbids them; or sends what is no JSON at all. */
final class Mutations {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String TOOLS =
            "[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"description\":\"d\",\"parameters\":{\"type\":\"object\"}}}]";
    private static final String SAMPLING = """
        "temperature":0.5,"top_p":0.9,"top_k":5,"min_p":0.1,"presence_penalty":0.1,"frequency_penalty":0.1,
        "repetition_penalty":1.1,"logit_bias":{"65":1.5},"seed":3,"stop":["x"],"stop_token_ids":[3],"ignore_eos":false,"n":2,
        "stream":false,"stream_options":{"include_usage":true}\
        """;

    private static final Map<String, String> VALID = Map.of(
            "/v1/chat/completions",
            """
            {"model":"script","messages":[{"role":"system","content":"s"},{"role":"user","name":"u","content":[{"type":"text","text":"t"}]},
              {"role":"assistant","content":"c","tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{}"}}]},
              {"role":"tool","tool_call_id":"1","content":"r"}],
             "max_completion_tokens":20,"max_tokens":20,"logprobs":true,"top_logprobs":3,"tools":%s,"tool_choice":"required",
             "parallel_tool_calls":true,"response_format":{"type":"json_schema",
             "json_schema":{"name":"j","schema":{"type":"object"}}},%s}\
            """.formatted(TOOLS, SAMPLING),
            "/v1/completions",
            "{\"model\":\"script\",\"prompt\":[\"a\",\"b\"],\"max_tokens\":5,\"logprobs\":2,\"echo\":true,\"best_of\":2,%s}"
                    .formatted(SAMPLING),
            "/v1/embeddings",
            "{\"model\":\"script\",\"input\":[\"a\",\"b\"],\"encoding_format\":\"float\",\"dimensions\":2}",
            "/v1/messages",
            """
            {"model":"script","max_tokens":20,"messages":[{"role":"user","content":[{"type":"text","text":"t"}]},
              {"role":"assistant","content":"a"}],"system":[{"type":"text","text":"s"}],"stop_sequences":["x"],"stream":false,
             "temperature":0.5,"top_p":0.9,"top_k":5,"tools":[{"name":"f","description":"d","input_schema":{"type":"object"}}],
             "tool_choice":{"type":"auto","name":"f","disable_parallel_tool_use":true}}\
            """,
            "/v1/messages/count_tokens",
            "{\"model\":\"script\",\"max_tokens\":20,\"messages\":[{\"role\":\"user\",\"content\":\"t\"}]}",
            "/tokenize",
            "{\"messages\":[{\"role\":\"user\",\"content\":\"t\"}],\"tools\":%s,\"return_token_strs\":true}"
                    .formatted(TOOLS),
            "/detokenize",
            "{\"tokens\":[65,66]}");

    static final List<String> PATHS = VALID.keySet().stream().sorted().toList();

    /** Is a place in a request: how to set it, and what the description says of it. */
    private record Place(Runnable remove, Consumer<JsonNode> set, JsonNode schema, boolean required) {}

    private final JsonNode document;

    Mutations(JsonNode document) {
        this.document = document;
    }

    String valid(String path) {
        return VALID.get(path);
    }

    String malformed(String path, Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> noise(random);
            case 1 -> cut(valid(path), random);
            case 2 -> "[".repeat(1 + random.nextInt(5000));
            case 3 ->
                List.of("", "null", "[]", "3", "\"a\"", "{}", "{\"model\":\"script\"}", "\u0000")
                        .get(random.nextInt(8));
            default -> broken(path, random);
        };
    }

    private static String noise(Random random) {
        var text = new StringBuilder();
        int length = 1 + random.nextInt(200);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(random.nextInt(4) == 0 ? random.nextInt(0xD800) : 32 + random.nextInt(95));
        }
        // a lone number or string would be JSON, and is refused as such; an object by chance is not to be had
        return text.toString();
    }

    private static String cut(String valid, Random random) {
        return valid.substring(0, 1 + random.nextInt(valid.length() - 2));
    }

    private String broken(String path, Random random) {
        JsonNode schema = document.path("paths").path(path).at("/post/requestBody/content/application~1json/schema");
        JsonNode request = JSON.readTree(valid(path));
        List<Place> places = new ArrayList<>();
        collect(request, resolved(schema), places);
        Place place = places.get(random.nextInt(places.size()));
        if (place.required() && random.nextInt(4) == 0) {
            place.remove().run();
        } else {
            place.set().accept(violation(place.schema(), random));
        }
        return JSON.writeValueAsString(request);
    }

    private void collect(JsonNode value, JsonNode schema, List<Place> places) {
        if (value instanceof ObjectNode object) {
            List<String> required = schema.path("required")
                    .valueStream()
                    .map(JsonNode::asString)
                    .toList();
            for (String name : List.copyOf(object.propertyNames())) {
                JsonNode inner = resolved(schema.path("properties").path(name));
                if (!inner.isMissingNode()) {
                    places.add(new Place(
                            () -> object.remove(name),
                            broken -> object.set(name, broken),
                            inner,
                            // who calls tools need not say anything
                            required.contains(name) && !(name.equals("content") && object.has("tool_calls"))));
                    collect(object.get(name), inner, places);
                }
            }
        } else if (value instanceof ArrayNode array) {
            JsonNode inner = resolved(fitting(schema).path("items"));
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                places.add(new Place(
                        () -> array.set(index, JSON.nullNode()), broken -> array.set(index, broken), inner, true));
                collect(array.get(i), inner, places);
            }
        }
    }

    /** Returns the alternative that is an array of strings or objects, as the valid requests have it. */
    private JsonNode fitting(JsonNode schema) {
        return schema.has("oneOf")
                ? schema.path("oneOf")
                        .valueStream()
                        .filter(one -> one.path("type").asString("").equals("array"))
                        .findFirst()
                        .orElseThrow()
                : schema;
    }

    private JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : document.at(reference.substring(1));
    }

    /** Returns a value that a schema forbids. */
    private JsonNode violation(JsonNode schema, Random random) {
        List<String> wrong = new ArrayList<>(List.of("{\"a\":[]}", "[[{}]]", "1.5", "true", "\"\uE000\""));
        String type = schema.path("type").asString("");
        if (schema.has("oneOf")) {
            return JSON.readTree(random.nextBoolean() ? "1.5" : "true");
        }
        switch (type) {
            case "object" -> wrong.remove(0);
            case "array" -> wrong.remove(1);
            case "number" -> wrong.remove(2);
            case "boolean" -> wrong.remove(3);
            case "string" -> {
                if (!schema.has("enum")) {
                    wrong.remove(4);
                }
            }
            default -> {}
        }
        if (schema.has("minimum")) {
            wrong.add(Double.toString(schema.path("minimum").asDouble() - 1).replaceAll("\\.0$", ""));
        }
        if (schema.has("maximum")) {
            wrong.add(Double.toString(schema.path("maximum").asDouble() + 1).replaceAll("\\.0$", ""));
        }
        if (type.equals("integer")) {
            wrong.add("99999999999999999999999");
        }
        return JSON.readTree(wrong.get(random.nextInt(wrong.size())));
    }
}
