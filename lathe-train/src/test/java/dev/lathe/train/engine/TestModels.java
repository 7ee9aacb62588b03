package dev.lathe.train.engine;

import dev.lathe.model.DecoderConfig;
import java.util.List;
import java.util.OptionalInt;

/** Describes small models. */
final class TestModels {
    private TestModels() {}

    static DecoderConfig config(int vocabulary) {
        return new DecoderConfig(
                vocabulary,
                32,
                48,
                2,
                4,
                2,
                8,
                1e-5,
                10_000,
                false,
                true,
                false,
                false,
                64,
                OptionalInt.empty(),
                List.of(1),
                OptionalInt.empty());
    }
}
