package dev.lathe.model;

import dev.lathe.tensor.DType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.BiFunction;

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

    /** Returns an adapter of the same name, whose changes are made from this one's and the names of their projections. */
    public Adapter map(BiFunction<String, LowRank, LowRank> maker) {
        SequencedMap<String, LowRank> made = new LinkedHashMap<>();
        changes.forEach((projection, change) -> made.put(projection, maker.apply(projection, change)));
        return new Adapter(name, made);
    }

    /** Returns it in a type; shares memory if it has that type already. */
    public Adapter to(DType type) {
        return map((_, change) -> change.map(tensor -> tensor.to(type)));
    }

    /** Releases its tensors. */
    @Override
    public void close() {
        changes.values().forEach(change -> {
            change.a().close();
            change.b().close();
        });
    }
}
