package dev.lathe.cli;

import dev.lathe.core.UserError;
import dev.lathe.model.checkpoint.Checkpoint;
import dev.lathe.model.checkpoint.CheckpointWriter;
import dev.lathe.model.checkpoint.GgufCheckpointWriter;
import dev.lathe.model.checkpoint.RawTensor;
import dev.lathe.model.checkpoint.RawType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The arguments that say how a checkpoint is written. */
final class ModelTarget {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(MB|GB)", Pattern.CASE_INSENSITIVE);
    private static final Map<String, RawType> TYPES = new TreeMap<>(
            Map.of("f32", RawType.FLOAT32, "f16", RawType.FLOAT16, "bf16", RawType.BFLOAT16, "q8_0", RawType.Q8_0));

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            description =
                    "f32, f16, bf16, or for GGUF also q8_0; by default as it is stored, f32 if that is quantised.")
    private @Nullable String dtype;

    @Option(
            names = "--shard-size",
            paramLabel = "SIZE",
            defaultValue = "5GB",
            description = "How much one safetensors file holds, such as 500MB (default: ${DEFAULT-VALUE}).")
    private String shardSize = "5GB";

    /** Writes a model into a GGUF file, if that is what the name ends with, or a folder; nothing may be there. */
    void write(Path target, Checkpoint source, List<RawTensor> tensors) {
        if (Files.exists(target)) {
            throw new UserError(target + ": exists already; name a new one");
        }
        boolean gguf = target.toString().endsWith(".gguf");
        RawType type = type(tensors);
        if (gguf) {
            GgufCheckpointWriter.write(
                    target,
                    source.config(),
                    tensors,
                    type,
                    source.tokenizer(),
                    source.chatTemplate().orElse(null));
            return;
        }
        if (type == RawType.Q8_0) {
            throw new UserError("--dtype: safetensors hold no q8_0; only GGUF does");
        }
        CheckpointWriter.write(
                target,
                source.config(),
                tensors.stream().map(tensor -> tensor.to(type)).toList(),
                source.tokenizer(),
                source.chatTemplate().orElse(null),
                shardBytes());
    }

    private RawType type(List<RawTensor> tensors) {
        if (dtype == null) {
            RawType stored = tensors.getFirst().type();
            return stored == RawType.FLOAT16 || stored == RawType.BFLOAT16 ? stored : RawType.FLOAT32;
        }
        RawType type = TYPES.get(dtype);
        if (type == null) {
            throw new UserError("--dtype: %s is unknown; allowed are %s".formatted(dtype, TYPES.keySet()));
        }
        return type;
    }

    private long shardBytes() {
        Matcher match = SIZE.matcher(shardSize);
        if (!match.matches()) {
            throw new UserError("--shard-size: '%s' is no size, such as 500MB or 5GB".formatted(shardSize));
        }
        long unit = match.group(2).equalsIgnoreCase("GB") ? 1_000_000_000L : 1_000_000L;
        return Long.parseLong(match.group(1)) * unit;
    }
}
