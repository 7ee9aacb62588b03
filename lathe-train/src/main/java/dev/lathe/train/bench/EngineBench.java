package dev.lathe.train.bench;

import dev.lathe.core.Progress;
import dev.lathe.core.UserError;
import dev.lathe.model.cpu.CpuPrecision;
import dev.lathe.model.cpu.CpuRunner;
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
    private static final int TOKENS_OF_CACHE = 32 * (64 + DecodeWork.WRITTEN) + 512;

    private final CpuRunner runner;
    private final int vocabulary;
    private final String dtype;
    private final int threads;
    private final Progress progress;
    private final Map<String, Double> best = new HashMap<>();

    private EngineBench(CpuRunner runner, int vocabulary, String dtype, int threads, Progress progress) {
        this.runner = runner;
        this.vocabulary = vocabulary;
        this.dtype = dtype;
        this.threads = threads;
        this.progress = progress;
    }

    /**
     * Returns a row for each kind of work and peer, or one without peer where there is none.
     *
     * @throws UserError if the fast runner does not run the model on this machine
     */
    public static List<BenchRow> run(
            Policy policy, CpuPrecision precision, int threads, List<Peer> peers, Progress progress) {
        if (!CpuRunner.runs(policy.config(), precision)) {
            throw new UserError("the fast runner needs a Llama, Qwen2 or Qwen3 model, and for bfloat16 a processor with"
                    + " avx512_bf16; such is not the case");
        }
        int blocks = TOKENS_OF_CACHE / 32 + 32;
        try (CpuRunner runner = new CpuRunner(policy.config(), precision, threads, blocks)) {
            runner.load(policy.parameters());
            String dtype = precision.name().toLowerCase(Locale.ROOT);
            return new EngineBench(runner, policy.config().vocabSize(), dtype, threads, progress).rows(peers);
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
        for (DecodeWork work : DecodeWork.ALL) {
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
        progress.phase("measure Lathe", DecodeWork.ALL.size(), "works");
        for (DecodeWork work : DecodeWork.ALL) {
            double seconds = new DecodeLoop(runner, vocabulary, work).seconds();
            best.merge(work.name(), work.tokens() / seconds, Math::max);
            progress.advance(1);
        }
    }
}
