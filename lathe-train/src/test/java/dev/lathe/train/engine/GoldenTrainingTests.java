package dev.lathe.train.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.lathe.algorithm.Demonstration;
import dev.lathe.algorithm.LossReduction;
import dev.lathe.algorithm.Objective;
import dev.lathe.algorithm.SupervisedSamples;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.core.Metrics;
import dev.lathe.model.checkpoint.Checkpoint;
import dev.lathe.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the engine, with two workers and several micro-batches, against three steps that transformers made with the real model. */
class GoldenTrainingTests {
    private static final Path MODEL = Path.of(System.getProperty("lathe.shared"), "models/smollm2-135m-instruct");

    /**
     * transformers gives the padding token's embedding no gradient as an input, and this model's padding token is the one that ends a
     * turn. The engine learns it, so that the embedding's gradient, and by it the norm of all, differs.
     */
    private static final String PADDED = "model.embed_tokens.weight";

    @Test
    void takesTheGoldenSteps() {
        JsonNode golden = JsonMapper.shared().readTree(MODEL.resolve("golden-training.json"));
        List<TrainingSample> batch = batch();
        assertThat(batch.stream().mapToInt(TrainingSample::learned).sum())
                .isEqualTo(golden.get("tokens").asInt());
        Checkpoint checkpoint = Checkpoint.open(MODEL.resolve("SmolLM2-135M-Instruct.Q4_1.gguf"));
        SequencedMap<String, Tensor> parameters = checkpoint.parameters();
        try (var engine = new LocalTrainingEngine(
                checkpoint.config(),
                parameters,
                TestOptimizers.adamW(parameters, 0.01),
                1,
                new TrainingOptions(2, 1, 128))) {
            for (JsonNode step : golden.get("steps")) {
                Metrics metrics = engine.step(batch, new Objective.Supervised(), 1e-5);
                assertThat(metrics.get("loss")).isCloseTo(step.get("loss").asDouble(), within(1e-4));
                double norm = step.get("grad_norm_before_clip").asDouble();
                assertThat(metrics.get("grad_norm")).isCloseTo(norm, withinPercentage(1));
                if (step == golden.get("steps").get(0)) {
                    assertGradients(engine, metrics.get("grad_norm"), step.get("grad_norms_after_clip"), norm);
                }
            }
        } finally {
            parameters.values().forEach(Tensor::close);
        }
    }

    /** Compares the norms of single gradients before clipping. */
    private static void assertGradients(LocalTrainingEngine engine, double norm, JsonNode clipped, double goldenNorm) {
        Map<String, float[]> gradients = TestOptimizers.firstGradients(engine.optimizerState());
        clipped.forEachEntry((name, value) -> {
            String mean = gradients.keySet().stream()
                    .filter(key -> key.contains(name))
                    .findFirst()
                    .orElseThrow();
            assertThat(norm * TestOptimizers.norm(TestOptimizers.named(gradients, mean)))
                    .as(name)
                    .isCloseTo(goldenNorm * value.asDouble(), withinPercentage(name.equals(PADDED) ? 10 : 0.1));
        });
    }

    private static List<TrainingSample> batch() {
        JsonNode cases =
                JsonMapper.shared().readTree(MODEL.resolve("golden.json")).get("cases");
        List<Demonstration> demonstrations = cases.valueStream()
                .map(node -> IntStream.concat(ints(node.get("prompt_ids")), ints(node.get("greedy_ids")))
                        .toArray())
                .map(tokens -> new Demonstration(
                        tokens, IntStream.range(1, tokens.length).toArray()))
                .toList();
        return SupervisedSamples.of(demonstrations, new LossReduction.TokenMean());
    }

    private static IntStream ints(JsonNode node) {
        return node.valueStream().mapToInt(JsonNode::asInt);
    }
}
