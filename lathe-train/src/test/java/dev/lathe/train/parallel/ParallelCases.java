package dev.lathe.train.parallel;

import dev.lathe.train.recipe.ParallelRecipe;
import dev.lathe.train.recipe.ParallelRecipe.Shard;
import java.util.List;

/** Lists ways to spread training, by how many processes they take. */
final class ParallelCases {
    private ParallelCases() {}

    /** Is one way, for a model with experts or without. */
    record Case(ParallelRecipe recipe, boolean experts) {
        @Override
        public String toString() {
            return "data=%d shard=%s tensor=%d sequence=%d pipeline=%d expert=%d%s"
                    .formatted(
                            recipe.data(),
                            recipe.shard(),
                            recipe.tensor(),
                            recipe.sequence(),
                            recipe.pipeline(),
                            recipe.expert(),
                            experts ? " (experts)" : "");
        }
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
                        experts(1, Shard.NONE, 1, 2));
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
                        experts(2, Shard.PARAMETERS, 1, 2));
            default -> throw new IllegalArgumentException("no cases for " + processes);
        };
    }

    private static Case dense(int data, Shard shard, int tensor, int sequence, int pipeline) {
        return new Case(new ParallelRecipe(data, shard, tensor, sequence, pipeline, 1), false);
    }

    private static Case experts(int data, Shard shard, int tensor, int expert) {
        return new Case(new ParallelRecipe(data, shard, tensor, 1, 1, expert), true);
    }
}
