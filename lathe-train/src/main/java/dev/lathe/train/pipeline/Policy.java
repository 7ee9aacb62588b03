package dev.lathe.train.pipeline;

import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.ParametersOnDemand;
import dev.lathe.model.cpu.CpuPrecision;
import dev.lathe.model.cpu.CpuRunner;
import dev.lathe.model.engine.EngineOptions;
import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.model.engine.LocalEngine;
import dev.lathe.model.engine.RunnerFactory;
import dev.lathe.model.engine.TorchRunner;
import dev.lathe.model.tokenizer.ChatTemplate;
import dev.lathe.model.tokenizer.ChatTokens;
import dev.lathe.model.tokenizer.ConversationTokens;
import dev.lathe.model.tokenizer.Tokenizer;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * Holds a policy: what it is, what it knows and how it reads and writes.
 *
 * @param config its shape
 * @param parameters under their Hugging Face names, in float32
 * @param tokenizer its tokenizer
 * @param template its chat template
 * @param chat conversations as its tokens
 */
public record Policy(
        DecoderConfig config,
        SequencedMap<String, Tensor> parameters,
        Tokenizer tokenizer,
        ChatTemplate template,
        ChatTokens chat)
        implements AutoCloseable {
    /** Narrower models are served as fast by libtorch. */
    static final int WIDTH_THAT_PAYS = 256;

    static Policy of(
            DecoderConfig config, SequencedMap<String, Tensor> parameters, Tokenizer tokenizer, ChatTemplate template) {
        return new Policy(
                config,
                parameters,
                tokenizer,
                template,
                new ConversationTokens(tokenizer, template, config.eosTokens()));
    }

    /**
     * Starts an engine that serves the policy, on the CPU by the fast runner where it can be and pays.
     *
     * @throws UserError if it cannot be served in that precision
     */
    public InferenceEngine serve(EngineOptions options, CpuPrecision precision) {
        return options.device().kind() == Device.Kind.CPU
                ? new LocalEngine(config, parameters, options, runners(precision))
                : new LocalEngine(config, held(precision), options, TorchRunner::new);
    }

    /** Returns the parameters as an engine on another device holds them. */
    private Map<String, Tensor> held(CpuPrecision precision) {
        return switch (precision) {
            case FLOAT32 -> parameters;
            case BFLOAT16 ->
                new ParametersOnDemand(
                        parameters.keySet(),
                        name -> Objects.requireNonNull(parameters.get(name)).to(DType.BFLOAT16));
            case INT8 ->
                throw new UserError("compute.rollout_dtype: int8 works on the cpu only; use float32 or bfloat16");
        };
    }

    private RunnerFactory runners(CpuPrecision precision) {
        if (precision == CpuPrecision.FLOAT32) {
            return config.hiddenSize() < WIDTH_THAT_PAYS
                    ? TorchRunner::new
                    : CpuRunner.factoryOrElse(precision, TorchRunner::new);
        }
        if (!CpuRunner.runs(config, precision)) {
            throw new UserError(
                    "compute.rollout_dtype: %s needs a Llama, Qwen2 or Qwen3 model and a processor with avx512_bf16; float32 works"
                            .formatted(precision.name().toLowerCase(Locale.ROOT)));
        }
        return CpuRunner.factory(precision);
    }

    /** Returns where the parameters are. */
    Device device() {
        return parameters.values().iterator().next().device();
    }

    /** Returns the policy with its parameters on a device; it takes the place of this one. */
    public Policy on(Device device) {
        SequencedMap<String, Tensor> moved = new LinkedHashMap<>();
        parameters.forEach((name, tensor) -> {
            try (tensor) {
                moved.put(name, tensor.to(device));
            }
        });
        return new Policy(config, moved, tokenizer, template, chat);
    }

    /** Returns how many numbers the policy has learned or will learn. */
    public long size() {
        return parameters.values().stream().mapToLong(Tensor::numel).sum();
    }

    @Override
    public void close() {
        parameters.values().forEach(Tensor::close);
    }
}
