package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.RopeScaling;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes what config.json says of rotary positions: {@code rope_theta} and {@code rope_scaling}, or {@code rope_parameters},
 * which newer files have in their place, once for all layers or for each type of layer.
 *
 * @param theta the base
 * @param scaling how frequencies change
 */
record HuggingFaceRope(double theta, RopeScaling scaling) {
    /** Reads what holds for layers that attend everywhere. */
    static HuggingFaceRope read(JsonFile file, double defaultTheta) {
        JsonNode parameters = parameters(file);
        return new HuggingFaceRope(
                parameters.path("rope_theta").isNumber()
                        ? parameters.path("rope_theta").asDouble()
                        : file.number("rope_theta", defaultTheta),
                scaling(file, parameters));
    }

    /** Reads the base of layers that look at a window. */
    static double localTheta(JsonFile file, double otherwise) {
        JsonNode local = file.root().path("rope_parameters").path("sliding_attention");
        return local.path("rope_theta").isNumber()
                ? local.path("rope_theta").asDouble()
                : file.number("rope_local_base_freq", otherwise);
    }

    private static JsonNode parameters(JsonFile file) {
        JsonNode newer = file.root().path("rope_parameters");
        if (!newer.isObject()) {
            return file.root().path("rope_scaling");
        }
        return newer.path("full_attention").isObject() ? newer.path("full_attention") : newer;
    }

    private static RopeScaling scaling(JsonFile file, JsonNode node) {
        if (node.path("partial_rotary_factor").asDouble(file.number("partial_rotary_factor", 1)) != 1) {
            throw new UserError(file.path() + ": rotary positions over a part of a head are not supported");
        }
        String type = node.path("rope_type").asString(node.path("type").asString("default"));
        return switch (type) {
            case "default" -> new RopeScaling.None();
            case "linear" -> new RopeScaling.Linear(number(file, node, "factor"));
            case "llama3" ->
                new RopeScaling.Llama3(
                        number(file, node, "factor"),
                        number(file, node, "low_freq_factor"),
                        number(file, node, "high_freq_factor"),
                        (int) number(file, node, "original_max_position_embeddings"));
            case "yarn" -> yarn(file, node);
            default ->
                throw new UserError(
                        "%s: scaled rotary positions of the type %s are not supported; supported are default, linear, llama3, yarn"
                                .formatted(file.path(), type));
        };
    }

    private static RopeScaling yarn(JsonFile file, JsonNode node) {
        if (node.has("mscale")
                || node.has("mscale_all_dim")
                || !node.path("truncate").asBoolean(true)) {
            throw new UserError(
                    file.path() + ": of yarn, the keys mscale, mscale_all_dim and truncate are not supported");
        }
        double factor = number(file, node, "factor");
        return new RopeScaling.Yarn(
                factor,
                node.path("original_max_position_embeddings").asInt(file.integer("max_position_embeddings", 2048)),
                node.path("beta_fast").asDouble(32),
                node.path("beta_slow").asDouble(1),
                node.path("attention_factor").asDouble(RopeScaling.Yarn.usualAmplitude(factor)));
    }

    private static double number(JsonFile file, JsonNode node, String key) {
        if (!(node.path(key).asDouble(0) > 0)) {
            throw new UserError("%s: the key rope_scaling.%s is missing or not positive".formatted(file.path(), key));
        }
        return node.path(key).asDouble();
    }

    /**
     * Writes a description's rotary positions.
     *
     * @throws UserError if no key says them
     */
    static void write(DecoderConfig config, ObjectNode root) {
        root.put("rope_theta", config.ropeTheta());
        switch (config.choices().ropeScaling()) {
            case RopeScaling.None _ -> root.putNull("rope_scaling");
            case RopeScaling.Linear linear ->
                root.putObject("rope_scaling").put("rope_type", "linear").put("factor", linear.factor());
            case RopeScaling.Llama3 llama ->
                root.putObject("rope_scaling")
                        .put("rope_type", "llama3")
                        .put("factor", llama.factor())
                        .put("low_freq_factor", llama.lowFrequencyFactor())
                        .put("high_freq_factor", llama.highFrequencyFactor())
                        .put("original_max_position_embeddings", llama.originalPositions());
            case RopeScaling.Yarn yarn ->
                root.putObject("rope_scaling")
                        .put("rope_type", "yarn")
                        .put("factor", yarn.factor())
                        .put("original_max_position_embeddings", yarn.originalPositions())
                        .put("beta_fast", yarn.betaFast())
                        .put("beta_slow", yarn.betaSlow())
                        .put("attention_factor", yarn.amplitude());
            case RopeScaling.Divisors _ ->
                throw new UserError("config.json has no key for these rotary frequencies; only GGUF holds them");
        }
    }
}
