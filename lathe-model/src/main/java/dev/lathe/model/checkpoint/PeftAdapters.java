package dev.lathe.model.checkpoint;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.UserError;
import dev.lathe.model.Adapter;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.LowRank;
import dev.lathe.model.Parameters;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads, writes and merges LoRA adapters as PEFT's folders hold them. */
public final class PeftAdapters {
    static final String SETTINGS = "adapter_config.json";
    private static final String WEIGHTS = "adapter_model.safetensors";
    private static final String PREFIX = "base_model.model.";
    private static final String A = ".lora_A.weight";
    private static final String B = ".lora_B.weight";
    private static final String WEIGHT = ".weight";

    private PeftAdapters() {}

    /**
     * Reads an adapter in float32. Its tensors belong to the innermost scope, or without one to the caller.
     *
     * @param name what requests call it
     * @throws UserError if a file is missing or damaged, or the adapter does not fit the model
     */
    public static Adapter read(Path folder, String name, DecoderConfig config) {
        var settings = new PeftSettings(JsonFile.read(required(folder, SETTINGS)));
        Path file = required(folder, WEIGHTS);
        Map<String, RawTensor> tensors = SafetensorsFile.open(file);
        Map<String, long[]> shapes = Parameters.shapes(config);
        SequencedMap<String, LowRank> changes = new LinkedHashMap<>();
        for (String key : tensors.keySet()) {
            String module = module(file, key);
            long[] base = shapes.get(module + WEIGHT);
            if (base == null || base.length != 2 || !module.contains("_proj")) {
                throw new UserError("%s: the tensor %s belongs to no projection of the model".formatted(file, key));
            }
            RawTensor a = tensors.get(PREFIX + module + A);
            RawTensor b = tensors.get(PREFIX + module + B);
            checkShapes(file, module, base, a, b);
            if (a != null && b != null && !changes.containsKey(module)) {
                double scale = settings.scale(module, a.shape()[0]);
                changes.put(module, new LowRank(tensor(a), tensor(b), scale));
            }
        }
        if (changes.isEmpty()) {
            throw new UserError(file + ": the adapter is empty");
        }
        return new Adapter(name, changes);
    }

    private static Path required(Path folder, String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new UserError("%s: the file %s is missing; an adapter holds %s and %s"
                    .formatted(folder, name, SETTINGS, WEIGHTS));
        }
        return file;
    }

    private static String module(Path file, String key) {
        String suffix = key.endsWith(A) ? A : B;
        if (!key.startsWith(PREFIX) || !key.endsWith(suffix)) {
            throw new UserError("%s: the tensor %s is none of an adapter, such as %smodel.layers.0.self_attn.q_proj%s"
                    .formatted(file, key, PREFIX, A));
        }
        return key.substring(PREFIX.length(), key.length() - suffix.length());
    }

    private static void checkShapes(
            Path file, String module, long[] base, @Nullable RawTensor a, @Nullable RawTensor b) {
        if (a == null || b == null) {
            throw new UserError("%s: of %s, only one of two matrices is there".formatted(file, module));
        }
        boolean fits = a.shape().length == 2
                && b.shape().length == 2
                && a.shape()[1] == base[1]
                && b.shape()[0] == base[0]
                && a.shape()[0] == b.shape()[1];
        if (!fits) {
            throw new UserError("%s: the matrices of %s have the shapes %s and %s; the model's has %s"
                    .formatted(
                            file,
                            module,
                            Arrays.toString(a.shape()),
                            Arrays.toString(b.shape()),
                            Arrays.toString(base)));
        }
    }

    private static Tensor tensor(RawTensor raw) {
        Tensor tensor = Tensor.empty(DType.FLOAT32, raw.shape());
        raw.copyTo(tensor.memory());
        return tensor;
    }

    /**
     * Writes an adapter, whole or not at all; PEFT opens the folder.
     *
     * @param base what the adapter was trained on, by its name or path; only a note
     * @throws UserError if the folder cannot be written
     */
    public static void write(Path folder, Adapter adapter, String base) {
        List<RawTensor> tensors = new ArrayList<>();
        adapter.changes().forEach((module, change) -> {
            tensors.add(raw(PREFIX + module + A, change.a()));
            tensors.add(raw(PREFIX + module + B, change.b()));
        });
        AtomicFiles.folder(folder, partial -> {
            SafetensorsWriter.write(partial.resolve(WEIGHTS), tensors);
            Files.writeString(partial.resolve(SETTINGS), settings(adapter, base).toPrettyString() + "\n");
        });
    }

    private static RawTensor raw(String name, Tensor tensor) {
        return RawTensor.of(name, tensor.toFloats(), tensor.shape());
    }

    private static ObjectNode settings(Adapter adapter, String base) {
        LowRank first = adapter.changes().firstEntry().getValue();
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("peft_type", "LORA").put("task_type", "CAUSAL_LM").put("base_model_name_or_path", base);
        root.put("r", first.a().size(0))
                .put("lora_alpha", first.scale() * first.a().size(0));
        root.put("use_rslora", false)
                .put("bias", "none")
                .put("lora_dropout", 0.0)
                .put("inference_mode", true);
        var targets = root.putArray("target_modules");
        var kinds = new TreeSet<String>();
        adapter.changes().keySet().forEach(module -> kinds.add(module.substring(module.lastIndexOf('.') + 1)));
        kinds.forEach(targets::add);
        ObjectNode ranks = root.putObject("rank_pattern");
        ObjectNode alphas = root.putObject("alpha_pattern");
        adapter.changes().forEach((module, change) -> {
            long rank = change.a().size(0);
            if (rank != first.a().size(0) || change.scale() != first.scale()) {
                ranks.put(module, rank);
                alphas.put(module, change.scale() * rank);
            }
        });
        return root;
    }

    /** Returns a model's tensors with an adapter added to its projections, which are float32 then. */
    public static List<RawTensor> merge(Checkpoint base, Adapter adapter) {
        return base.tensorNames().stream()
                .map(name -> merge(base.tensor(name), adapter))
                .toList();
    }

    private static RawTensor merge(RawTensor tensor, Adapter adapter) {
        LowRank change = tensor.name().endsWith(WEIGHT)
                ? adapter.changes().get(tensor.name().substring(0, tensor.name().length() - WEIGHT.length()))
                : null;
        if (change == null) {
            return tensor;
        }
        try (Scope _ = Scope.open()) {
            Tensor sum = Tensor.of(tensor.toFloats(), tensor.shape()).add(change.delta());
            return RawTensor.of(tensor.name(), sum.toFloats(), tensor.shape());
        }
    }
}
