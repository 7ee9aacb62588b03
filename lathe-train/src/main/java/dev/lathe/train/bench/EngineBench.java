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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures how fast a model writes, beside whoever else can: new tokens a second, prompts included, greedy. Lathe runs once before all
 * peers to warm up, and once before and after each, so that both meet the same machine; its best run counts, as that of the peers.
 */
public final class EngineBench {
    private static final int CONTEXT = 1024;
    private static final int ANSWERS = 32;

    private final InferenceEngine engine;
    private final int vocabulary;
    private final String dtype;
    private final int threads;
    private final List<DecodeWork> works;
    private final Progress progress;
    private final Map<String, Double> best = new HashMap<>();
    private int runs;

    private EngineBench(
            InferenceEngine engine,
            int vocabulary,
            String dtype,
            int threads,
            List<DecodeWork> works,
            Progress progress) {
        this.engine = engine;
        this.vocabulary = vocabulary;
        this.dtype = dtype;
        this.threads = threads;
        this.works = works;
        this.progress = progress;
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
            return new EngineBench(engine, policy.config().vocabSize(), dtype, threads, chosen, progress).rows(peers);
        }
    }

    private List<BenchRow> rows(List<Peer> peers) {
        lathe();
        best.clear();
        lathe();
        List<Map<String, Double>> theirs = new ArrayList<>();
        for (Peer peer : peers) {
            progress.phase("measure " + peer.name(), 0, "works");
            theirs.add(peer.measure());
            lathe();
        }
        List<BenchRow> rows = new ArrayList<>();
        for (DecodeWork work : works) {
            BenchRow alone = BenchRow.alone(work.name(), "new tokens/s", best.getOrDefault(work.name(), 0.0), threads)
                    .withDtype(dtype);
            if (peers.isEmpty()) {
                rows.add(alone);
            }
            for (int i = 0; i < peers.size(); i++) {
                rows.add(alone.beside(peers.get(i).name(), theirs.get(i).get(work.name())));
            }
        }
        return rows;
    }

    private void lathe() {
        progress.phase("measure Lathe", works.size(), "works");
        for (DecodeWork work : works) {
            double seconds = new DecodeRun(engine, vocabulary, runs++).seconds(work);
            best.merge(work.name(), work.tokens() / seconds, Math::max);
            progress.advance(1);
        }
    }
}
