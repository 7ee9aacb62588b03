package dev.lathe.serve.openai;

import dev.lathe.core.Seeds;
import dev.lathe.model.sampling.Sampling;

/** Gives each of several replies to one prompt a seed of its own. */
final class Seeding {
    private Seeding() {}

    /** Returns how the reply with an index is chosen; that of the first is as asked, so that a seed means the same with and without others. */
    static Sampling nth(Sampling sampling, int index) {
        return index == 0 ? sampling : sampling.withSeed(Seeds.of(sampling.seed(), index));
    }
}
