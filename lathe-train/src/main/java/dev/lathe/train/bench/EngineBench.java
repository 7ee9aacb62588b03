package dev.lathe.train.bench;

import dev.lathe.core.Progress;
import dev.lathe.core.UserError;
import dev.lathe.model.cpu.CpuPrecision;
import dev.lathe.model.cpu.CpuRunner;
import dev.lathe.model.engine.EngineOptions;
import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.model.engine.InferenceEngine.Admission;
import dev.lathe.model.engine.LocalEngine;
import dev.lathe.train.pipeline.Policy;
import java.util.List;
import java.util.Locale;

/**
 * Measures how fast a model writes, beside whoever else can: new tokens a second, prompts included, greedy.
 */
public final class EngineBench {
    private static final int CONTEXT = 1024;
    private static final int ANSWERS = 32;

    private final InferenceEngine engine;
    private final int vocabulary;
    private int runs;

    private EngineBench(InferenceEngine engine, int vocabulary) {
        this.engine = engine;
        this.vocabulary = vocabulary;
    }

    /**
     * Returns a row for each kind of work and peer, or one without peer where there is none.
     *
     * @param works names of what is measured; all if there are none
     * @throws UserError if the fast runner does not run the model on this machine, or there is no such work
     */
    public static List<BenchRow> run(
            Policy policy,
            CpuPrecision precision,
            int threads,
            List<String> works,
            List<Peer> peers,
            Progress progress) {
        List<DecodeWork> chosen = DecodeWork.named(works);
        if (!CpuRunner.runs(policy.config(), precision)) {
            throw new UserError("the fast runner needs a Llama, Qwen2 or Qwen3 model, and for bfloat16 a processor with"
                    + " avx512_bf16; such is not the case");
        }
        EngineOptions options = new EngineOptions(1, threads, ANSWERS, CONTEXT, Admission.IMMEDIATE);
        try (InferenceEngine engine =
                new LocalEngine(policy.config(), policy.parameters(), options, CpuRunner.factory(precision))) {
            String dtype = precision.name().toLowerCase(Locale.ROOT);
            var bench = new EngineBench(engine, policy.config().vocabSize());
            return new Contest(chosen.stream().map(bench::work).toList(), threads, dtype, progress).against(peers);
        }
    }

    private Contest.Work work(DecodeWork work) {
        return Contest.Work.rate(
                work.name(),
                "new tokens/s",
                () -> work.tokens() / new DecodeRun(engine, vocabulary, runs++).seconds(work));
    }
}
