package dev.lathe.model;

import dev.lathe.tensor.Rotary;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the tables by which a decoder marks positions.
 *
 * @param global of the model's base
 * @param local of the base of layers that look at a window, if there are such
 */
record RotaryTables(Rotary global, @Nullable Rotary local) {
    /** Returns tables {@code [positions, head size]}. */
    static RotaryTables of(DecoderConfig config, long positions) {
        Rotary.Pairing pairing = config.ropeInterleaved() ? Rotary.Pairing.NEIGHBORS : Rotary.Pairing.HALVES;
        var base = config.choices().localRopeTheta();
        return new RotaryTables(
                Rotary.table(pairing, positions, RotaryFrequencies.of(config), RotaryFrequencies.amplitude(config)),
                base.isEmpty()
                        ? null
                        : Rotary.table(
                                pairing, positions, RotaryFrequencies.plain(base.getAsDouble(), config.headDim()), 1));
    }

    RotaryTables map(UnaryOperator<Rotary> change) {
        return new RotaryTables(change.apply(global), local == null ? null : change.apply(local));
    }

    /** Turns heads as a layer does. */
    Tensor apply(LayerChoice.Rotation rotation, Tensor heads) {
        return switch (rotation) {
            case GLOBAL -> global.apply(heads);
            case LOCAL -> {
                if (local == null) {
                    throw new IllegalStateException("the model names no base for layers that look at a window");
                }
                yield local.apply(heads);
            }
            case NONE -> heads;
        };
    }

    List<Tensor> tensors() {
        return Stream.of(global, local)
                .filter(table -> table != null)
                .flatMap(table -> Stream.of(table.cosines(), table.signedSines()))
                .toList();
    }
}
