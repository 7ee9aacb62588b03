package dev.lathe.train.pipeline;

import dev.lathe.model.DecoderConfig;
import dev.lathe.tensor.Optimizer;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.engine.LocalTrainingEngine;
import dev.lathe.train.engine.TrainingEngine;
import dev.lathe.train.engine.TrainingOptions;
import dev.lathe.train.parallel.Team;
import dev.lathe.train.parallel.TeamWork;
import dev.lathe.train.recipe.ComputeRecipe;
import java.util.SequencedMap;
import java.util.function.Function;

/** Makes training engines, for a process alone or for one of a team. */
final class Engines {
    private Engines() {}

    /**
     * Starts to train parameters.
     *
     * @param parameters all of them; they stay the caller's
     * @param optimizer makes one over those that it is to change
     */
    static TrainingEngine of(
            Team team,
            DecoderConfig config,
            SequencedMap<String, Tensor> parameters,
            Function<Share, Optimizer> optimizer,
            double gradientClip,
            ComputeRecipe compute) {
        TrainingOptions options = EngineSizes.training(compute);
        if (!team.together()) {
            return new LocalTrainingEngine(
                    config,
                    parameters,
                    optimizer.apply(Share.of(team, config, parameters, parameters)),
                    gradientClip,
                    options);
        }
        TeamWork work = new TeamWork(team, config, parameters);
        return new LocalTrainingEngine(
                work.config(),
                work.parameters(),
                optimizer.apply(Share.of(team, config, work.optimized(work.parameters()), parameters)),
                gradientClip,
                EngineSizes.shared(options, team.recipe()),
                work);
    }
}
