package dev.lathe.train.run;

import dev.lathe.core.Metrics;
import dev.lathe.core.UserError;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes the lines of {@code metrics.jsonl} and reads them. Numbers that JSON does not have stand as {@code "NaN"} and the like. */
final class MetricsCodec {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String STEP = "step";
    private static final String PHASE = "phase";
    private static final String WALL_SECONDS = "wall_seconds";
    private static final Set<String> OWN = Set.of(STEP, PHASE, WALL_SECONDS);

    private MetricsCodec() {}

    /**
     * Writes one line, without its end.
     *
     * @throws IllegalArgumentException if a metric has the name of one of the line's own keys
     */
    static String line(MetricsLine line) {
        ObjectNode object = JSON.createObjectNode();
        object.put(STEP, line.step());
        object.put(PHASE, line.stage().fileName());
        object.put(WALL_SECONDS, Math.round(line.wallSeconds() * 1000) / 1000.0);
        line.metrics().values().forEach((name, value) -> {
            if (OWN.contains(name)) {
                throw new IllegalArgumentException("no metric can have the name '%s'".formatted(name));
            }
            object.put(name, value);
        });
        return JSON.writeValueAsString(object);
    }

    /**
     * Reads one line.
     *
     * @param place the file and line, for the error
     * @throws UserError if it is no line of metrics
     */
    static MetricsLine parse(String line, String place) {
        try {
            JsonNode object = JSON.readTree(line);
            return new MetricsLine(
                    object.required(STEP).longValue(),
                    stage(object.required(PHASE).stringValue(), place),
                    number(object.required(WALL_SECONDS)),
                    metrics(object));
        } catch (JacksonException | NumberFormatException malformed) {
            throw new UserError("%s: not a line of metrics".formatted(place), malformed);
        }
    }

    private static Metrics metrics(JsonNode object) {
        var values = new LinkedHashMap<String, Double>();
        object.properties().forEach(entry -> {
            if (!OWN.contains(entry.getKey())) {
                values.put(entry.getKey(), number(entry.getValue()));
            }
        });
        return new Metrics(values);
    }

    private static double number(JsonNode node) {
        return node.isString() ? Double.parseDouble(node.stringValue()) : node.doubleValue();
    }

    private static Stage stage(String name, String place) {
        List<Stage> stages = Arrays.asList(Stage.values());
        return stages.stream()
                .filter(stage -> stage.fileName().equals(name))
                .findFirst()
                .orElseThrow(() -> new UserError("%s: unknown phase '%s'; allowed are %s"
                        .formatted(
                                place,
                                name,
                                String.join(
                                        ", ",
                                        stages.stream().map(Stage::fileName).toList()))));
    }
}
