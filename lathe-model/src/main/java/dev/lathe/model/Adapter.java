package dev.lathe.model;

import dev.lathe.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Holds a LoRA adapter: small changes to some projections of a decoder.
 *
 * @param name what requests call it
 * @param changes what is added, by the projection's name, such as {@code model.layers.0.self_attn.q_proj}
 */
public record Adapter(String name, SequencedMap<String, LowRank> changes) implements AutoCloseable {
    public Adapter {
        changes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(changes));
    }

    /** Returns its number of parameters. */
    public long parameters() {
        return changes.values().stream()
                .mapToLong(change -> change.a().numel() + change.b().numel())
                .sum();
    }

    /** Releases its tensors. */
    @Override
    public void close() {
        changes.values().forEach(change -> {
            close(change.a());
            close(change.b());
        });
    }

    private static void close(Tensor tensor) {
        tensor.close();
    }
}
