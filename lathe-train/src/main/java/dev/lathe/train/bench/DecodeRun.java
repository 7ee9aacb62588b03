package dev.lathe.train.bench;

import dev.lathe.core.Seeds;
import dev.lathe.model.engine.Generation;
import dev.lathe.model.engine.GenerationRequest;
import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.model.sampling.Sampling;
import java.util.List;
import java.util.stream.IntStream;

/** Has an engine write the likeliest tokens after random prompts, others each time, so that nothing is in its cache. */
final class DecodeRun {
    private final InferenceEngine engine;
    private final int vocabulary;
    private final int number;

    DecodeRun(InferenceEngine engine, int vocabulary, int number) {
        this.engine = engine;
        this.vocabulary = vocabulary;
        this.number = number;
    }

    /** Returns the seconds that the prompts and the answers take together. */
    double seconds(DecodeWork work) {
        List<GenerationRequest> requests = IntStream.range(0, work.answers())
                .mapToObj(answer -> GenerationRequest.of(
                        prompt(work, work.shared() ? 0 : answer), Sampling.greedy(DecodeWork.WRITTEN)))
                .toList();
        long started = System.nanoTime();
        List<Generation> replies = requests.stream().map(engine::submit).toList();
        replies.forEach(Generation::await);
        return (System.nanoTime() - started) / 1e9;
    }

    private int[] prompt(DecodeWork work, int answer) {
        return IntStream.range(0, work.prompt())
                .map(place -> Math.floorMod(Seeds.of(number, answer, place), vocabulary))
                .toArray();
    }
}
