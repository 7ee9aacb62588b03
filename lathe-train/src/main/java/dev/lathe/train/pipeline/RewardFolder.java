package dev.lathe.train.pipeline;

import dev.lathe.core.AtomicFiles;
import dev.lathe.model.DecoderWeights;
import dev.lathe.model.checkpoint.CheckpointWriter;
import dev.lathe.model.checkpoint.RawTensor;
import dev.lathe.model.checkpoint.RawType;
import dev.lathe.model.checkpoint.SafetensorsWriter;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes reward models as Hugging Face's sequence classifiers with one label, whose logit is the score. */
final class RewardFolder {
    private static final JsonMapper JSON = JsonMapper.shared();

    private RewardFolder() {}

    /**
     * Writes the folder, whole or not at all.
     *
     * @throws dev.lathe.core.UserError if it cannot be written
     */
    static void write(Path folder, Student student) {
        Policy policy = student.policy();
        AtomicFiles.folder(folder, partial -> {
            try (Scope _ = Scope.open()) {
                List<RawTensor> parameters = raw(policy.parameters());
                CheckpointWriter.fill(partial, policy.config(), parameters, policy.tokenizer(), policy.template());
                List<RawTensor> tensors = new ArrayList<>(parameters);
                tensors.removeIf(tensor -> tensor.name().equals(DecoderWeights.HEAD));
                tensors.addAll(raw(student.beside()));
                SafetensorsWriter.write(partial.resolve("model.safetensors"), tensors);
            }
            describe(partial.resolve("config.json"));
        });
    }

    private static void describe(Path file) throws IOException {
        ObjectNode config = (ObjectNode) JSON.readTree(Files.readString(file));
        String causal = config.path("architectures").path(0).asString();
        config.putArray("architectures").add(causal.replace("ForCausalLM", "ForSequenceClassification"));
        config.putObject("id2label").put("0", "score");
        config.putObject("label2id").put("score", 0);
        if (!config.has("pad_token_id")) {
            // padding must be told from what is read last
            config.set("pad_token_id", first(config));
        }
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(config) + "\n");
    }

    private static JsonNode first(ObjectNode config) {
        JsonNode end = config.path("eos_token_id");
        return end.isArray() ? end.path(0) : end;
    }

    private static List<RawTensor> raw(Map<String, Tensor> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> new RawTensor(
                        entry.getKey(),
                        RawType.FLOAT32,
                        entry.getValue().shape(),
                        entry.getValue().to(Device.cpu()).memory()))
                .toList();
    }
}
