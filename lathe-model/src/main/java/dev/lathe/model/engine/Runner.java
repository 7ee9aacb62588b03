package dev.lathe.model.engine;

import dev.lathe.core.PolicyVersion;
import dev.lathe.model.Decoder;
import dev.lathe.model.DecoderWeights;
import dev.lathe.model.KeyValueCache;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Runs the model for a shard: prefills prompts, decodes one token a request, samples. */
final class Runner {
    /** Bounds the tokens of one pass, and with them its memory. */
    private static final int PASS_TOKENS = 1024;

    private final Decoder decoder;
    private final KeyValueCache cache;
    private final Draw draw;

    Runner(Decoder decoder, KeyValueCache cache) {
        this.decoder = decoder;
        this.cache = cache;
        draw = new Draw(decoder.config().vocabSize());
    }

    /** Brings the requests' prompts into the cache and draws the first token of each. */
    void prefill(DecoderWeights weights, PolicyVersion version, List<Request> requests) {
        List<Run> pass = new ArrayList<>();
        int room = PASS_TOKENS;
        for (Request request : requests) {
            int from = request.lane().keepPrefixOf(request.prompt());
            while (from < request.prompt().length) {
                Run run = Run.ofPrompt(request, from, room);
                pass.add(run);
                from = run.end();
                room -= run.tokens().length;
                if (room == 0) {
                    pass(weights, version, pass);
                    pass.clear();
                    room = PASS_TOKENS;
                }
            }
        }
        if (!pass.isEmpty()) {
            pass(weights, version, pass);
        }
    }

    /** Draws the next token of each request. */
    void decode(DecoderWeights weights, PolicyVersion version, List<Request> requests) {
        pass(weights, version, requests.stream().map(Run::ofLastToken).toList());
    }

    private void pass(DecoderWeights weights, PolicyVersion version, List<Run> runs) {
        try (Scope scope = Scope.open()) {
            Tensor hidden = decoder.hidden(
                    weights,
                    tokens(runs),
                    cache.pass(runs.stream().map(Run::span).toList()));
            runs.forEach(Run::cached);
            List<Request> drawing =
                    runs.stream().filter(Run::draws).map(Run::request).toList();
            if (!drawing.isEmpty()) {
                Tensor logits = decoder.logits(weights, hidden.indexSelect(0, lastOfDrawing(runs)));
                draw.addTokens(logits, drawing, version);
            }
        }
    }

    private static Tensor tokens(List<Run> runs) {
        long[] tokens = runs.stream()
                .flatMapToInt(run -> java.util.Arrays.stream(run.tokens()))
                .asLongStream()
                .toArray();
        return Tensor.of(tokens, tokens.length);
    }

    /** Returns where in the pass the last token of each run is that draws. */
    private static Tensor lastOfDrawing(List<Run> runs) {
        long[] places = new long[(int) runs.stream().filter(Run::draws).count()];
        int end = 0;
        int next = 0;
        for (Run run : runs) {
            end += run.tokens().length;
            if (run.draws()) {
                places[next++] = end - 1L;
            }
        }
        return Tensor.of(places, places.length);
    }
}
