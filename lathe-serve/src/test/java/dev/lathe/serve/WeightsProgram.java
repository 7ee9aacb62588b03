package dev.lathe.serve;

import dev.lathe.model.checkpoint.Checkpoint;
import dev.lathe.model.cpu.CpuPrecision;
import dev.lathe.model.cpu.CpuRunner;
import dev.lathe.model.engine.EngineOptions;
import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.model.engine.LocalEngine;
import dev.lathe.model.engine.RunnerFactory;
import dev.lathe.model.engine.TorchRunner;
import dev.lathe.serve.reply.ServedModel;
import dev.lathe.tensor.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Serves a checkpoint, asks for a reply and an embedding, and says by how many bytes the process's own memory has grown: then, asleep, and
 * after a reply when it is awake again.
 */
final class WeightsProgram extends Client {
    private final LatheServer server;

    private WeightsProgram(LatheServer server) {
        this.server = server;
    }

    /** Takes the checkpoint and which runner computes it. */
    public static void main(String[] arguments) throws Exception {
        Torch.init();
        long before = ownMemory();
        Checkpoint checkpoint = Checkpoint.open(Path.of(arguments[0]));
        RunnerFactory torch = TorchRunner::new;
        var options = new EngineOptions(1, 1, 1, 256, InferenceEngine.Admission.IMMEDIATE);
        try (InferenceEngine engine = new LocalEngine(
                        checkpoint.config(),
                        checkpoint.parametersOnDemand(),
                        options,
                        arguments[1].equals("torch") ? torch : CpuRunner.factory(CpuPrecision.FLOAT32));
                LatheServer server = LatheServer.start(
                        ServedModel.of(
                                "zeros",
                                engine,
                                checkpoint.tokenizer(),
                                checkpoint.chatTemplate().orElseThrow(),
                                List.of(ByteTokens.END)),
                        ServerOptions.usual(0),
                        failure -> System.exit(1));
                var client = new WeightsProgram(server)) {
            engine.load();
            client.ok("/v1/completions", "{\"model\":\"zeros\",\"prompt\":\"abc\",\"max_tokens\":4}");
            client.ok("/v1/embeddings", "{\"model\":\"zeros\",\"input\":\"a text to embed\"}");
            System.out.println(ownMemory() - before);
            engine.sleep();
            System.out.println(ownMemory() - before);
            engine.wake();
            client.ok("/v1/completions", "{\"model\":\"zeros\",\"prompt\":\"abc\",\"max_tokens\":4}");
            System.out.println(ownMemory() - before);
        }
    }

    /** Reads how much memory is resident that belongs to no file. */
    private static long ownMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("RssAnon:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                << 10;
    }

    @Override
    int port() {
        return server.port();
    }

    @Override
    public void close() {}
}
