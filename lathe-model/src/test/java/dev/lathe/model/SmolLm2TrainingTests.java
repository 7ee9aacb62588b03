package dev.lathe.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.lathe.model.checkpoint.Checkpoint;
import dev.lathe.tensor.AdamW;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.GradientNorm;
import dev.lathe.tensor.NamedTensor;
import dev.lathe.tensor.ParameterGroup;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import dev.lathe.tensor.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SmolLm2TrainingTests {
    private static final List<int[]> SEQUENCES =
            Golden.read().stream().map(Golden::tokens).toList();
    private static final JsonNode GOLDEN = Golden.json(SharedModels.SMOLLM2_GOLDEN_TRAINING);

    @Test
    void takesTheGoldenSteps() {
        Torch.threads(2);
        Checkpoint checkpoint = Checkpoint.open(SharedModels.SMOLLM2);
        try (Scope scope = Scope.open()) {
            SequencedMap<String, Tensor> parameters = checkpoint.parameters();
            parameters.values().forEach(parameter -> parameter.requiresGrad_(true));
            try (AdamW optimizer = optimizer(parameters)) {
                for (JsonNode step : GOLDEN.get("steps")) {
                    takeStep(checkpoint.config(), parameters, optimizer, step);
                }
            }
        }
    }

    private static AdamW optimizer(SequencedMap<String, Tensor> parameters) {
        List<NamedTensor> named = new ArrayList<>();
        parameters.forEach((name, parameter) -> named.add(new NamedTensor(name, parameter)));
        return new AdamW(new AdamW.Settings(0.9, 0.95, 1e-8), List.of(new ParameterGroup(named, 1, 0.01)));
    }

    private static void takeStep(
            DecoderConfig config, SequencedMap<String, Tensor> parameters, AdamW optimizer, JsonNode golden) {
        try (Scope scope = Scope.open()) {
            Tensor loss = loss(config, parameters);
            assertThat(loss.item()).isCloseTo(golden.get("loss").asDouble(), within(1e-4));
            loss.backward();
            List<Tensor> gradients = parameters.values().stream()
                    .map(SmolLm2TrainingTests::gradient)
                    .toList();
            assertThat(GradientNorm.clip(gradients, 1))
                    .isCloseTo(golden.get("grad_norm_before_clip").asDouble(), withinPercentage(0.1));
            golden.get("grad_norms_after_clip")
                    .forEachEntry((name, norm) -> assertThat(GradientNorm.of(List.of(gradient(get(parameters, name)))))
                            .as(name)
                            .isCloseTo(norm.asDouble(), withinPercentage(0.1)));
            optimizer.step(1e-5);
            optimizer.clearGradients();
        }
    }

    /** Returns minus the mean log-probability of all tokens but the first of each sequence. */
    private static Tensor loss(DecoderConfig config, Map<String, Tensor> parameters) {
        Tensor chosen = Scoring.chosen(new Decoder(config), weights(config, parameters), SEQUENCES);
        return chosen.mul(shares(chosen.size(1))).sum();
    }

    /**
     * Returns the weights as transformers uses them: it gives the padding token's embedding no gradient as an input, and this model's
     * padding token is the one that ends a turn.
     */
    private static DecoderWeights weights(DecoderConfig config, Map<String, Tensor> parameters) {
        DecoderWeights weights = DecoderWeights.of(config, parameters);
        Tensor learns = Tensor.arange(DType.INT64, config.vocabSize())
                .eq(config.padToken().orElseThrow())
                .logicalNot()
                .unsqueeze(1);
        Tensor embedding = weights.embedding().where(learns, weights.embedding().detach());
        return new DecoderWeights(embedding, weights.layers(), weights.norm(), weights.head());
    }

    /** Returns {@code [batch, time]}: minus one part of all tokens where there is one, 0 where a row is padded. */
    private static Tensor shares(long time) {
        int count = SEQUENCES.stream().mapToInt(row -> row.length - 1).sum();
        assertThat(count).isEqualTo(GOLDEN.get("tokens").asInt());
        float[] shares = new float[SEQUENCES.size() * (int) time];
        for (int row = 0; row < SEQUENCES.size(); row++) {
            for (int step = 0; step < SEQUENCES.get(row).length - 1; step++) {
                shares[row * (int) time + step] = -1f / count;
            }
        }
        return Tensor.of(shares, SEQUENCES.size(), time);
    }

    private static Tensor gradient(Tensor parameter) {
        Tensor gradient = parameter.grad();
        assertThat(gradient).isNotNull();
        return gradient;
    }

    private static Tensor get(Map<String, Tensor> parameters, String name) {
        return LayerWeights.get(parameters, name);
    }
}
