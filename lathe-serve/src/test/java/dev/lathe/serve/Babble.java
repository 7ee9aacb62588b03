package dev.lathe.serve;

import dev.lathe.model.DecoderConfig;
import dev.lathe.model.Parameters;
import dev.lathe.model.engine.EngineOptions;
import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.model.engine.LocalEngine;
import dev.lathe.model.tokenizer.Tokenizer;
import dev.lathe.serve.reply.ServedModel;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Is a server over a model that has learned nothing, so that it says whatever it may. */
final class Babble extends Client {
    private static final Tokenizer TOKENIZER = ByteTokens.tokenizer();

    private static final DecoderConfig CONFIG = new DecoderConfig(
            TOKENIZER.vocabSize(),
            32,
            64,
            1,
            2,
            1,
            16,
            1e-5,
            10_000,
            false,
            true,
            false,
            false,
            4096,
            OptionalInt.empty(),
            List.of(ByteTokens.END),
            OptionalInt.empty());

    private final Queue<Throwable> broken = new ConcurrentLinkedQueue<>();
    private final Map<String, Tensor> parameters = Parameters.initialize(CONFIG, 7);
    private final InferenceEngine engine =
            new LocalEngine(CONFIG, parameters, new EngineOptions(1, 1, 8, 4096, InferenceEngine.Admission.IMMEDIATE));
    private final LatheServer server = LatheServer.start(
            ServedModel.of("babble", engine, TOKENIZER, ByteTokens.template(), List.of(ByteTokens.END)),
            ServerOptions.usual(0),
            broken::add);

    @Override
    int port() {
        return server.port();
    }

    Queue<Throwable> broken() {
        return broken;
    }

    @Override
    public void close() {
        server.close();
        engine.close();
        parameters.values().forEach(Tensor::close);
    }
}
