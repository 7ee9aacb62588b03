package dev.lathe.train.bench;

import dev.lathe.model.cpu.CpuPrecision;
import dev.lathe.model.engine.EngineOptions;
import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.tensor.AdamW;
import dev.lathe.tensor.NamedTensor;
import dev.lathe.tensor.ParameterGroup;
import dev.lathe.train.engine.LocalTrainingEngine;
import dev.lathe.train.engine.TrainingEngine;
import dev.lathe.train.engine.TrainingOptions;
import dev.lathe.train.pipeline.Policy;
import java.util.List;

/** Makes the engines that are measured. */
final class Engines {
    private Engines() {}

    /** Returns an engine that learns by AdamW. */
    static TrainingEngine training(Policy policy, TrainingOptions options) {
        List<NamedTensor> parameters = policy.parameters().entrySet().stream()
                .map(entry -> new NamedTensor(entry.getKey(), entry.getValue()))
                .toList();
        return new LocalTrainingEngine(
                policy.config(),
                policy.parameters(),
                new AdamW(new AdamW.Settings(0.9, 0.95, 1e-8), List.of(new ParameterGroup(parameters, 1, 0))),
                1,
                options);
    }

    /** Returns an engine that writes, in shards with some threads each. */
    static InferenceEngine inference(
            Policy policy, int shards, int threads, int conversations, int tokens, CpuPrecision precision) {
        return policy.serve(
                new EngineOptions(shards, threads, conversations, tokens, InferenceEngine.Admission.BARRIER),
                precision);
    }
}
