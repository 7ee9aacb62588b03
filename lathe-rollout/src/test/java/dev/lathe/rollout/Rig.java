package dev.lathe.rollout;

import dev.lathe.core.Environment;
import dev.lathe.core.PolicyVersion;
import dev.lathe.core.Progress;
import dev.lathe.core.RewardFunction;
import dev.lathe.core.Score;
import dev.lathe.core.Seeds;
import dev.lathe.core.Trajectory;
import dev.lathe.core.TrajectoryGroup;
import dev.lathe.model.Decoder;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.DecoderWeights;
import dev.lathe.model.Parameters;
import dev.lathe.model.engine.EngineOptions;
import dev.lathe.model.engine.InferenceEngine.Admission;
import dev.lathe.model.engine.LocalEngine;
import dev.lathe.rollout.Counting.Game;
import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Is a tiny random model behind an engine that admits at barriers, and rollouts on it. */
final class Rig implements AutoCloseable {
    static final EpisodeLimits SAMPLED = new EpisodeLimits(6, 1);
    static final PolicyVersion VERSION = new PolicyVersion(7);
    private static final DecoderConfig CONFIG = new DecoderConfig(
            LetterChat.VOCABULARY,
            16,
            32,
            2,
            2,
            1,
            8,
            1e-5,
            10_000,
            false,
            true,
            false,
            false,
            256,
            OptionalInt.empty(),
            List.of(LetterChat.END),
            OptionalInt.empty());

    private final Map<String, Tensor> parameters = Parameters.initialize(CONFIG, 1);
    private final LocalEngine engine;

    Rig(int conversations, int capacity) {
        // larger weights make some replies likelier than others
        parameters.values().forEach(parameter -> parameter.mul_(4));
        engine = new LocalEngine(
                CONFIG, parameters, new EngineOptions(2, 1, conversations, capacity, Admission.BARRIER));
        engine.update(VERSION);
    }

    List<TrajectoryGroup> rollout(List<Game> games, int groupSize, EpisodeLimits limits) {
        return rollout(games, groupSize, limits, () -> new Counting(0, 0), Progress.SILENT);
    }

    /** Plays with pauses of the environments that differ from call to call. */
    List<TrajectoryGroup> rolloutWithDelays(List<Game> games, int groupSize, long delays) {
        AtomicLong made = new AtomicLong();
        return rollout(
                games,
                groupSize,
                SAMPLED,
                () -> new Counting(Seeds.of(delays, made.getAndIncrement()), 5),
                Progress.SILENT);
    }

    List<TrajectoryGroup> rollout(
            List<Game> games,
            int groupSize,
            EpisodeLimits limits,
            Supplier<? extends Environment<Game>> environments,
            Progress progress) {
        return rollout(
                games,
                groupSize,
                limits,
                environments,
                progress,
                (_, _, outcome) -> Score.of(outcome.find("letters").orElse(-1)));
    }

    List<TrajectoryGroup> rollout(
            List<Game> games,
            int groupSize,
            EpisodeLimits limits,
            Supplier<? extends Environment<Game>> environments,
            Progress progress,
            RewardFunction<Game> reward) {
        return new RolloutScheduler<>(engine, environments, new LetterChat(), reward)
                .rollout(games, groupSize, limits, 3, progress);
    }

    /** Returns a scheduler of games without delays. */
    RolloutScheduler<Game> scheduler() {
        return new RolloutScheduler<>(
                engine,
                () -> new Counting(0, 0),
                new LetterChat(),
                (_, _, outcome) -> Score.of(outcome.find("letters").orElse(-1)));
    }

    /** Returns the log-probabilities that a pass over the whole sequence gives to its tokens but the first. */
    float[] logProbs(int[] tokens) {
        try (Scope _ = Scope.open()) {
            return Autograd.noGrad(() -> {
                Decoder decoder = new Decoder(CONFIG);
                DecoderWeights weights = DecoderWeights.of(CONFIG, parameters);
                Tensor ids = Tensor.of(Arrays.stream(tokens).asLongStream().toArray(), tokens.length);
                Tensor hidden = decoder.hidden(weights, ids.unsqueeze(0)).squeeze(0);
                return decoder.logits(weights, hidden.narrow(0, 0, tokens.length - 1L))
                        .logProbabilities(ids.narrow(0, 1, tokens.length - 1L))
                        .toFloats();
            });
        }
    }

    static List<Trajectory> flat(List<TrajectoryGroup> groups) {
        return groups.stream().flatMap(group -> group.trajectories().stream()).toList();
    }

    @Override
    public void close() {
        engine.close();
        parameters.values().forEach(Tensor::close);
    }
}
