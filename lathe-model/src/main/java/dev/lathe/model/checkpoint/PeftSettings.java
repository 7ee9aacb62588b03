package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/** Reads the adapter_config.json of an adapter in PEFT's format. */
final class PeftSettings {
    private final JsonFile file;

    /**
     * Takes a file.
     *
     * @throws UserError if it describes something else than plain LoRA
     */
    PeftSettings(JsonFile file) {
        this.file = file;
        String kind = file.text("peft_type").orElse("");
        if (!kind.equals("LORA")) {
            throw new UserError("%s: adapters of the kind %s are not supported; supported is LORA"
                    .formatted(file.path(), kind.isEmpty() ? "(none)" : kind));
        }
        refuse(file.find("modules_to_save").filter(node -> !node.isEmpty()).isPresent(), "modules_to_save");
        refuse(file.flag("use_dora", false), "use_dora");
        refuse(file.flag("fan_in_fan_out", false), "fan_in_fan_out");
        refuse(!file.text("bias").orElse("none").equals("none"), "bias");
        refuse(file.find("target_parameters").filter(node -> !node.isEmpty()).isPresent(), "target_parameters");
    }

    private void refuse(boolean used, String key) {
        if (used) {
            throw new UserError("%s: the key %s is not supported: an adapter holds nothing but low-rank matrices"
                    .formatted(file.path(), key));
        }
    }

    /**
     * Returns what the product of a module's matrices is multiplied by: {@code alpha / r}, or {@code alpha / sqrt(r)} if the ranks are
     * stabilised. Source: Kalajdzievski, A Rank Stabilization Scaling Factor for Fine-Tuning with LoRA, 2023.
     */
    double scale(String module, long rank) {
        double alpha = pattern("alpha_pattern", module, file.number("lora_alpha", 8));
        long expected = (long) pattern("rank_pattern", module, file.integer("r", 8));
        if (expected != rank) {
            throw new UserError("%s: the key r says %d, but the matrices of %s have the rank %d"
                    .formatted(file.path(), expected, module, rank));
        }
        return alpha / (file.flag("use_rslora", false) ? Math.sqrt((double) rank) : rank);
    }

    /** Returns what a table of patterns says of a module; a pattern is the end of its name. */
    private double pattern(String key, String module, double otherwise) {
        for (Map.Entry<String, JsonNode> entry : file.root().path(key).properties()) {
            if (names(key, entry.getKey(), module)) {
                if (!entry.getValue().isNumber()) {
                    throw new UserError(
                            "%s: the key %s must hold numbers, not %s".formatted(file.path(), key, entry.getValue()));
                }
                return entry.getValue().asDouble();
            }
        }
        return otherwise;
    }

    private boolean names(String key, String pattern, String module) {
        try {
            return Pattern.matches("(.*\\.)?(" + pattern + ")$", module);
        } catch (PatternSyntaxException e) {
            throw new UserError(
                    "%s: the key %s holds '%s', which is no pattern: %s"
                            .formatted(file.path(), key, pattern, e.getDescription()),
                    e);
        }
    }
}
