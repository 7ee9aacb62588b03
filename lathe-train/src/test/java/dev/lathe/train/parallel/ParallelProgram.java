package dev.lathe.train.parallel;

import dev.lathe.algorithm.Demonstration;
import dev.lathe.algorithm.LossReduction;
import dev.lathe.algorithm.Objective;
import dev.lathe.algorithm.SupervisedSamples;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.core.Metrics;
import dev.lathe.model.DecoderChoices;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.FeedForward;
import dev.lathe.model.LayerChoice;
import dev.lathe.model.Parameters;
import dev.lathe.tensor.AdamW;
import dev.lathe.tensor.Combined;
import dev.lathe.tensor.Generator;
import dev.lathe.tensor.LowRankUpdates;
import dev.lathe.tensor.MatrixParts;
import dev.lathe.tensor.Muon;
import dev.lathe.tensor.NamedTensor;
import dev.lathe.tensor.Optimizer;
import dev.lathe.tensor.ParameterGroup;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import dev.lathe.tensor.Torch;
import dev.lathe.train.engine.LocalTrainingEngine;
import dev.lathe.train.engine.TrainingEngine;
import dev.lathe.train.engine.TrainingOptions;
import dev.lathe.train.parallel.ParallelCases.Case;
import dev.lathe.train.parallel.ParallelCases.Inside;
import dev.lathe.train.parallel.ParallelCases.Steps;
import dev.lathe.train.recipe.ParallelRecipe.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Trains in every way that so many processes can, as one of them, and the first compares each with training alone. */
final class ParallelProgram {
    private static final int VOCABULARY = 60;
    private static final int LAYERS = 4;
    private static final double BETA1 = 0.9;
    private static final double MOMENTUM = 0.95;
    private static final int RANK = 3;

    private ParallelProgram() {}

    /** Takes the folder to meet in, the rank and how many there are. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int rank = Integer.parseInt(arguments[1]);
        int size = Integer.parseInt(arguments[2]);
        Torch.threads(1);
        List<Case> cases = ParallelCases.of(size);
        Map<String, Came> alone = new HashMap<>();
        for (int i = 0; i < cases.size(); i++) {
            Path meeting = Files.createDirectories(folder.resolve("case-" + i));
            try (Team team = Team.join(cases.get(i).recipe(), meeting, rank, Duration.ofMinutes(3))) {
                Case way = cases.get(i);
                Came together = train(team, way);
                if (rank == 0) {
                    Came one = alone.computeIfAbsent(way.model() + " " + way.steps(), _ -> train(Team.alone(), way));
                    System.out.println(together.compared(one) + " " + way);
                }
                team.all().barrier();
            }
        }
    }

    /** Holds what came of two steps. */
    private record Came(
            double loss,
            double nextLoss,
            double norm,
            List<float[]> read,
            Map<String, float[]> gradients,
            Map<String, float[]> parameters) {
        /** Returns the largest differences: of losses, of the norm, of what was read, of gradients and of parameters. */
        String compared(Came alone) {
            double losses = Math.max(Math.abs(loss - alone.loss), Math.abs(nextLoss - alone.nextLoss));
            double reading = IntStream.range(0, read.size())
                    .mapToDouble(i -> distance(read.get(i), alone.read.get(i)))
                    .max()
                    .orElseThrow();
            return "%.2e %.2e %.2e %.2e %.2e"
                    .formatted(
                            losses,
                            Math.abs(norm / alone.norm - 1),
                            reading,
                            relative(gradients, alone.gradients),
                            relative(parameters, alone.parameters));
        }

        /** Divides differences of what is and stays 0. */
        private static final double TINY = 1e-30;

        private static double relative(Map<String, float[]> one, Map<String, float[]> other) {
            if (!one.keySet().equals(other.keySet())) {
                throw new IllegalStateException(one.keySet() + " are not " + other.keySet());
            }
            return other.entrySet().stream()
                    .mapToDouble(entry -> distance(Objects.requireNonNull(one.get(entry.getKey())), entry.getValue())
                            / Math.max(TINY, distance(new float[entry.getValue().length], entry.getValue())))
                    .max()
                    .orElseThrow();
        }

        private static double distance(float[] one, float[] other) {
            double sum = 0;
            for (int i = 0; i < other.length; i++) {
                double difference = (double) one[i] - other[i];
                sum += difference * difference;
            }
            return Math.sqrt(sum);
        }
    }

    private static Came train(Team team, Case way) {
        DecoderConfig config = config(way.model() == Inside.EXPERTS);
        SequencedMap<String, Tensor> parameters = Parameters.initialize(config, 5);
        try (TrainingEngine engine = engine(team, config, parameters, way.steps())) {
            List<TrainingSample> batch = batch();
            List<float[]> read = engine.logProbs(batch, 1);
            Metrics first = engine.step(batch, new Objective.Supervised(), 1e-3);
            Map<String, float[]> gradients = gradients(engine);
            Metrics second = engine.step(batch, new Objective.Supervised(), 1e-3);
            if (way.steps() == Steps.ADAPTERS) {
                // at first half of their gradients are 0
                gradients = gradients(engine);
            }
            engine.gather();
            Map<String, float[]> moved = new LinkedHashMap<>();
            parameters.forEach((name, tensor) -> moved.put(name, tensor.toFloats()));
            return new Came(first.get("loss"), second.get("loss"), first.get("grad_norm"), read, gradients, moved);
        } finally {
            parameters.values().forEach(Tensor::close);
        }
    }

    private static TrainingEngine engine(
            Team team, DecoderConfig config, SequencedMap<String, Tensor> parameters, Steps steps) {
        var options = new TrainingOptions(1, 1, 60).sized(1, 1, team.shard() == Shard.PARAMETERS);
        TeamWork work = new TeamWork(team, config, parameters);
        List<NamedTensor> own = new ArrayList<>();
        work.optimized(work.parameters()).forEach((name, tensor) -> own.add(new NamedTensor(name, tensor)));
        Optimizer optimizer = switch (steps) {
            case ADAMW -> adamW(own);
            case MUON -> muon(own, team.parts(config));
            case ADAPTERS -> adapters(team, parameters, own);
        };
        return new LocalTrainingEngine(work.config(), work.parameters(), optimizer, 1e9, options, work);
    }

    private static Optimizer adamW(List<NamedTensor> parameters) {
        // small gradients must not drown in the divisor, or the steps would tell nothing
        return new AdamW(new AdamW.Settings(BETA1, 0.95, 1e-3), List.of(new ParameterGroup(parameters, 1, 0.01)));
    }

    private static Optimizer muon(List<NamedTensor> parameters, MatrixParts parts) {
        Map<Boolean, List<NamedTensor>> matrices =
                parameters.stream().collect(Collectors.partitioningBy(ParallelProgram::isProjection));
        var muon = new Muon(MOMENTUM, List.of(new ParameterGroup(matrices.get(true), 1, 0.01)), parts);
        return new Combined(List.of(muon, adamW(matrices.get(false))));
    }

    private static boolean isProjection(NamedTensor named) {
        return named.name().contains("_proj") && named.tensor().dim() == 2;
    }

    private static Optimizer adapters(Team team, SequencedMap<String, Tensor> whole, List<NamedTensor> own) {
        List<NamedTensor> matrices =
                own.stream().filter(ParallelProgram::isProjection).toList();
        try (Scope _ = Scope.open()) {
            List<Tensor> beginnings = new ArrayList<>();
            for (NamedTensor matrix : matrices) {
                long all = Objects.requireNonNull(whole.get(matrix.name())).size(1);
                long columns = matrix.tensor().size(1);
                long first = columns == all ? 0 : team.grid().place(Axis.TENSOR) * columns;
                try (Generator generator = Generator.seeded(matrix.name().hashCode())) {
                    beginnings.add(
                            LowRankUpdates.beginning(RANK, all, generator).narrow(1, first, columns));
                }
            }
            return new LowRankUpdates(matrices, beginnings, 2, ParallelProgram::adamW);
        }
    }

    /** Returns the gradients of the first step, of which the optimiser's mean then holds a known share. */
    private static Map<String, float[]> gradients(TrainingEngine engine) {
        Map<String, float[]> gradients = new LinkedHashMap<>();
        try (Scope _ = Scope.open()) {
            for (NamedTensor part : engine.optimizerState()) {
                if (part.name().endsWith(".mean")) {
                    gradients.put(
                            part.name(), part.tensor().mul(1 / (1 - BETA1)).toFloats());
                } else if (part.name().endsWith(".momentum")) {
                    gradients.put(
                            part.name(), part.tensor().mul(1 / (1 - MOMENTUM)).toFloats());
                }
            }
        }
        return gradients;
    }

    private static DecoderConfig config(boolean experts) {
        FeedForward inside = experts ? new FeedForward.Experts(4, 2, 16, true) : new FeedForward.Dense(48);
        return new DecoderConfig(
                VOCABULARY,
                32,
                48,
                LAYERS,
                8,
                4,
                8,
                1e-5,
                10_000,
                false,
                !experts,
                true,
                true,
                64,
                OptionalInt.empty(),
                List.of(1),
                OptionalInt.empty(),
                DecoderChoices.of(
                        "test", Collections.nCopies(LAYERS, new LayerChoice(0, LayerChoice.Rotation.GLOBAL, inside))));
    }

    /** Returns eleven texts of different lengths, some of which begin alike. */
    private static List<TrainingSample> batch() {
        var random = new SplittableRandom(7);
        int[] prompt = random.ints(20, 2, VOCABULARY).toArray();
        List<Demonstration> texts = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            int shared = i < 4 ? prompt.length : 0;
            int[] tokens = new int[shared + 6 + random.nextInt(20)];
            for (int place = 0; place < tokens.length; place++) {
                tokens[place] = place < shared ? prompt[place] : 2 + random.nextInt(VOCABULARY - 2);
            }
            texts.add(new Demonstration(
                    tokens, IntStream.range(Math.max(1, shared), tokens.length).toArray()));
        }
        return SupervisedSamples.of(texts, new LossReduction.TokenMean());
    }
}
