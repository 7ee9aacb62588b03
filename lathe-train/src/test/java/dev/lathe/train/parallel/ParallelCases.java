package dev.lathe.train.parallel;

import dev.lathe.train.recipe.ParallelRecipe;
import dev.lathe.train.recipe.ParallelRecipe.Shard;
import java.util.List;

/** Lists ways to spread training, by how many processes they take. */
final class ParallelCases {
    private ParallelCases() {}

    /**
     * Is one way to train a model.
     *
     * @param model which one
     * @param steps what makes the steps
     */
    record Case(ParallelRecipe recipe, Inside model, Steps steps) {
        @Override
        public String toString() {
            return "data=%d shard=%s tensor=%d sequence=%d pipeline=%d expert=%d %s %s"
                    .formatted(
                            recipe.data(),
                            recipe.shard(),
                            recipe.tensor(),
                            recipe.sequence(),
                            recipe.pipeline(),
                            recipe.expert(),
                            model,
                            steps);
        }
    }

    /** Names what makes the steps. */
    enum Steps {
        ADAMW,
        /** With AdamW for what is no matrix. */
        MUON,
        /** Those of adapters, by AdamW. */
        ADAPTERS
    }

    /** Names what the layers of a model have inside. */
    enum Inside {
        DENSE,
        EXPERTS
    }

    static List<Case> of(int processes) {
        return switch (processes) {
            case 2 ->
                List.of(
                        dense(2, Shard.NONE, 1, 1, 1),
                        dense(2, Shard.OPTIMIZER, 1, 1, 1),
                        dense(2, Shard.PARAMETERS, 1, 1, 1),
                        dense(1, Shard.NONE, 2, 1, 1),
                        dense(1, Shard.NONE, 1, 2, 1),
                        dense(1, Shard.NONE, 1, 1, 2),
                        experts(1, Shard.NONE, 1, 2),
                        muon(dense(2, Shard.OPTIMIZER, 1, 1, 1)),
                        muon(dense(1, Shard.NONE, 2, 1, 1)),
                        adapted(dense(2, Shard.NONE, 1, 1, 1)),
                        adapted(dense(2, Shard.OPTIMIZER, 1, 1, 1)),
                        adapted(dense(2, Shard.PARAMETERS, 1, 1, 1)),
                        adapted(dense(1, Shard.NONE, 2, 1, 1)),
                        adapted(dense(1, Shard.NONE, 1, 1, 2)),
                        adapted(experts(1, Shard.NONE, 1, 2)));
            case 4 ->
                List.of(
                        dense(4, Shard.NONE, 1, 1, 1),
                        dense(4, Shard.OPTIMIZER, 1, 1, 1),
                        dense(4, Shard.PARAMETERS, 1, 1, 1),
                        dense(1, Shard.NONE, 4, 1, 1),
                        dense(1, Shard.NONE, 1, 4, 1),
                        dense(1, Shard.NONE, 1, 1, 4),
                        dense(2, Shard.NONE, 2, 1, 1),
                        dense(2, Shard.NONE, 1, 2, 1),
                        dense(2, Shard.NONE, 1, 1, 2),
                        dense(2, Shard.OPTIMIZER, 2, 1, 1),
                        dense(2, Shard.OPTIMIZER, 1, 1, 2),
                        dense(2, Shard.PARAMETERS, 2, 1, 1),
                        dense(2, Shard.PARAMETERS, 1, 2, 1),
                        dense(1, Shard.NONE, 2, 2, 1),
                        dense(1, Shard.NONE, 2, 1, 2),
                        dense(1, Shard.NONE, 1, 2, 2),
                        experts(1, Shard.NONE, 1, 4),
                        experts(1, Shard.NONE, 2, 2),
                        experts(2, Shard.OPTIMIZER, 1, 2),
                        experts(2, Shard.PARAMETERS, 1, 2),
                        muon(dense(1, Shard.NONE, 4, 1, 1)),
                        muon(dense(2, Shard.OPTIMIZER, 2, 1, 1)),
                        muon(experts(1, Shard.NONE, 2, 2)),
                        adapted(dense(4, Shard.OPTIMIZER, 1, 1, 1)),
                        adapted(dense(1, Shard.NONE, 4, 1, 1)),
                        adapted(dense(2, Shard.OPTIMIZER, 2, 1, 1)),
                        adapted(dense(2, Shard.OPTIMIZER, 1, 1, 2)),
                        adapted(dense(2, Shard.PARAMETERS, 2, 1, 1)),
                        adapted(dense(1, Shard.NONE, 2, 2, 1)),
                        adapted(experts(1, Shard.NONE, 2, 2)));
            default -> throw new IllegalArgumentException("no cases for " + processes);
        };
    }

    private static Case dense(int data, Shard shard, int tensor, int sequence, int pipeline) {
        return new Case(new ParallelRecipe(data, shard, tensor, sequence, pipeline, 1), Inside.DENSE, Steps.ADAMW);
    }

    private static Case experts(int data, Shard shard, int tensor, int expert) {
        return new Case(new ParallelRecipe(data, shard, tensor, 1, 1, expert), Inside.EXPERTS, Steps.ADAMW);
    }

    private static Case adapted(Case whole) {
        return new Case(whole.recipe(), whole.model(), Steps.ADAPTERS);
    }

    private static Case muon(Case other) {
        return new Case(other.recipe(), other.model(), Steps.MUON);
    }
}
