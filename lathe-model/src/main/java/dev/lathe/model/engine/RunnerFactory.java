package dev.lathe.model.engine;

import dev.lathe.model.DecoderConfig;

/** Makes a runner for each shard of an engine. */
@FunctionalInterface
public interface RunnerFactory {
    /**
     * Makes a runner whose cache holds at least {@code tokens} tokens, the last of its blocks perhaps partly.
     *
     * @param options the engine's sizes: threads of a shard, tokens of a pass, rows of fixed shapes
     */
    ModelRunner create(DecoderConfig config, EngineOptions options, long tokens);
}
