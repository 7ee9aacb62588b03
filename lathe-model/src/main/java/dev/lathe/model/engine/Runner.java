package dev.lathe.model.engine;

import dev.lathe.core.PolicyVersion;
import dev.lathe.model.Decoder;
import dev.lathe.model.DecoderWeights;
import dev.lathe.model.KeyValueCache;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Runs the model for a shard: prefills prompts, decodes one token a request, samples. */
final class Runner {
    /** Bounds the padded tokens of one prefill pass, and with them its memory. */
    private static final int PREFILL_TOKENS = 4096;

    private final Decoder decoder;
    private final KeyValueCache cache;
    private final Sampler sampler;

    Runner(Decoder decoder, KeyValueCache cache) {
        this.decoder = decoder;
        this.cache = cache;
        sampler = new Sampler(decoder.config().vocabSize());
    }

    /** Brings the requests' prompts into the cache and draws the first token of each. */
    void prefill(DecoderWeights weights, PolicyVersion version, List<Request> requests) {
        for (Request request : requests) {
            request.lane().keepPrefixOf(request.prompt());
        }
        List<Request> byLength = new ArrayList<>(requests);
        byLength.sort(Comparator.comparingInt(Runner::missing));
        int start = 0;
        while (start < byLength.size()) {
            int end = start + 1;
            while (end < byLength.size() && (end + 1 - start) * missing(byLength.get(end)) <= PREFILL_TOKENS) {
                end++;
            }
            List<Request> part = byLength.subList(start, end);
            int[][] added = new int[part.size()][];
            for (int row = 0; row < added.length; row++) {
                added[row] = newTokens(part.get(row));
            }
            pass(weights, version, part, added);
            start = end;
        }
    }

    /** Draws the next token of each request. */
    void decode(DecoderWeights weights, PolicyVersion version, List<Request> requests) {
        int[][] added = new int[requests.size()][];
        for (int row = 0; row < added.length; row++) {
            added[row] = new int[] {requests.get(row).lastToken()};
        }
        pass(weights, version, requests, added);
    }

    private static int missing(Request request) {
        return request.prompt().length - request.lane().cachedLength();
    }

    private static int[] newTokens(Request request) {
        int[] prompt = request.prompt();
        return Arrays.copyOfRange(prompt, request.lane().cachedLength(), prompt.length);
    }

    private void pass(DecoderWeights weights, PolicyVersion version, List<Request> requests, int[][] added) {
        int rows = added.length;
        int[] slots = new int[rows];
        int[] starts = new int[rows];
        int[] counts = new int[rows];
        int time = 1;
        for (int row = 0; row < rows; row++) {
            Lane lane = requests.get(row).lane();
            slots[row] = lane.slot();
            starts[row] = lane.cachedLength();
            counts[row] = added[row].length;
            time = Math.max(time, added[row].length);
        }
        long[] tokens = new long[rows * time];
        long[] last = new long[rows];
        for (int row = 0; row < rows; row++) {
            for (int step = 0; step < added[row].length; step++) {
                tokens[row * time + step] = added[row][step];
                requests.get(row).lane().cached(added[row][step]);
            }
            last[row] = (long) row * time + added[row].length - 1;
        }
        try (Scope scope = Scope.open()) {
            Tensor hidden = decoder.hidden(weights, Tensor.of(tokens, rows, time), cache.pass(slots, starts, counts));
            Tensor lastHidden = hidden.reshape(
                            (long) rows * time, decoder.config().hiddenSize())
                    .indexSelect(0, Tensor.of(last, rows));
            draw(decoder.logits(weights, lastHidden).logSoftmax(-1), version, requests);
        }
    }

    private void draw(Tensor logProbs, PolicyVersion version, List<Request> requests) {
        MemorySegment memory = logProbs.memory();
        int vocabulary = decoder.config().vocabSize();
        for (int row = 0; row < requests.size(); row++) {
            Request request = requests.get(row);
            int token = sampler.draw(memory, row, request.sampling(), request.length());
            request.add(token, memory.getAtIndex(ValueLayout.JAVA_FLOAT, (long) row * vocabulary + token), version);
        }
    }
}
