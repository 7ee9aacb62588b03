package dev.lathe.train.run;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reports a run to an MLflow server by its REST API: an experiment, a run in it with the recipe's keys as parameters, and the numbers
 * of each step. Which run it is stands in the run's folder, so that a resumed run goes on in it.
 *
 * @see <a href="https://mlflow.org/docs/latest/api_reference/rest-api.html">MLflow REST API 2.0</a>
 */
public final class MlflowTracker implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final int MAX_BATCH = 100;
    private static final int MAX_VALUE = 500;

    private final MlflowClient client;
    private final String run;

    private MlflowTracker(MlflowClient client, String run) {
        this.client = client;
        this.run = run;
    }

    /**
     * Opens a tracker where the variables of MLflow's own clients name a server: {@code MLFLOW_TRACKING_URI}, and perhaps
     * {@code MLFLOW_EXPERIMENT_NAME}.
     *
     * @param recipe the resolved recipe, as YAML
     * @throws UserError if the server cannot be reached or refuses
     */
    public static Optional<MlflowTracker> open(RunFolder folder, Map<String, String> environment, String recipe) {
        return Optional.ofNullable(environment.get("MLFLOW_TRACKING_URI"))
                .filter(url -> !url.isBlank())
                .map(url ->
                        open(folder, url, environment.getOrDefault("MLFLOW_EXPERIMENT_NAME", "lathe"), keys(recipe)));
    }

    private static Map<String, String> keys(String recipe) {
        Map<String, String> keys = new LinkedHashMap<>();
        flatten("", YAML.readTree(recipe), keys);
        return keys;
    }

    private static void flatten(String key, JsonNode node, Map<String, String> keys) {
        if (node.isObject()) {
            node.properties()
                    .forEach(one ->
                            flatten(key.isEmpty() ? one.getKey() : key + "." + one.getKey(), one.getValue(), keys));
        } else {
            keys.put(key, node.isString() ? node.stringValue() : node.toString());
        }
    }

    /**
     * Begins a run at the server, or goes on with the one of this folder.
     *
     * @param url the server, such as {@code http://localhost:5000}
     * @param experiment is made if there is none of this name
     * @param parameters the recipe's keys and values
     * @throws UserError if the server cannot be reached or refuses
     */
    static MlflowTracker open(RunFolder folder, String url, String experiment, Map<String, String> parameters) {
        MlflowClient client = new MlflowClient(url);
        Path known = folder.mlflow();
        try {
            if (Files.exists(known)) {
                return new MlflowTracker(client, Files.readString(known).strip());
            }
        } catch (IOException failed) {
            throw new UserError("%s: cannot be read (%s)".formatted(known, AtomicFiles.reason(failed)), failed);
        }
        String run = begin(client, experiment(client, experiment), folder.name());
        MlflowTracker tracker = new MlflowTracker(client, run);
        tracker.parameters(parameters);
        AtomicFiles.write(known, run + "\n");
        return tracker;
    }

    private static String experiment(MlflowClient client, String name) {
        return client.find("experiments/get-by-name", "experiment_name", name)
                .map(found ->
                        found.required("experiment").required("experiment_id").asString())
                .orElseGet(() -> client.post(
                                "experiments/create", JSON.createObjectNode().put("name", name))
                        .required("experiment_id")
                        .asString());
    }

    private static String begin(MlflowClient client, String experiment, String name) {
        ObjectNode body = JSON.createObjectNode()
                .put("experiment_id", experiment)
                .put("run_name", name)
                .put("start_time", System.currentTimeMillis());
        JsonNode info = client.post("runs/create", body).required("run").required("info");
        return info.required("run_id").asString();
    }

    private void parameters(Map<String, String> parameters) {
        List<Map.Entry<String, String>> all = List.copyOf(parameters.entrySet());
        for (int from = 0; from < all.size(); from += MAX_BATCH) {
            ObjectNode body = JSON.createObjectNode().put("run_id", run);
            ArrayNode list = body.putArray("params");
            all.subList(from, Math.min(from + MAX_BATCH, all.size()))
                    .forEach(one -> list.addObject().put("key", one.getKey()).put("value", shortened(one.getValue())));
            client.post("runs/log-batch", body);
        }
    }

    private static String shortened(String value) {
        return value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) : value;
    }

    /**
     * Reports the numbers of a step, each under its stage and name; MLflow takes no infinite ones.
     *
     * @throws UserError if the server cannot be reached or refuses
     */
    public void log(MetricsLine line) {
        long now = System.currentTimeMillis();
        List<ObjectNode> metrics = new ArrayList<>();
        line.metrics().values().forEach((name, value) -> {
            if (Double.isFinite(value)) {
                metrics.add(JSON.createObjectNode()
                        .put("key", line.stage().fileName() + "/" + name)
                        .put("value", value)
                        .put("timestamp", now)
                        .put("step", line.step()));
            }
        });
        ObjectNode body = JSON.createObjectNode().put("run_id", run);
        body.putArray("metrics").addAll(metrics);
        client.post("runs/log-batch", body);
    }

    /** Says that the run is done. */
    public void finish() {
        client.post(
                "runs/update",
                JSON.createObjectNode()
                        .put("run_id", run)
                        .put("status", "FINISHED")
                        .put("end_time", System.currentTimeMillis()));
    }

    /** Leaves the run as it is at the server: one that is not finished can be resumed. */
    @Override
    public void close() {
        client.close();
    }
}
