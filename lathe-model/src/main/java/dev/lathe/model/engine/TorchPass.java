package dev.lathe.model.engine;

import dev.lathe.model.Adapter;
import dev.lathe.model.AdapterUse;
import dev.lathe.model.Decoder;
import dev.lathe.model.DecoderWeights;
import dev.lathe.model.KeyValueCache;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.SequenceAttention.Span;
import dev.lathe.tensor.SequenceAttention.Summation;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Is one call of the model: the tokens of some steps, one below the other.
 *
 * @param steps whose tokens they are
 * @param rows how many rows it has, at least as many as tokens
 * @param fixed whether all passes have as many rows, and the adapter of the first step is that of all
 */
record TorchPass(List<SequenceStep> steps, int rows, boolean fixed) {
    /** Makes one pass of all steps, with as many rows as tokens. */
    static TorchPass of(List<SequenceStep> steps) {
        return new TorchPass(steps, tokens(steps), false);
    }

    /** Makes passes of the same number of rows, each of one adapter; steps that do not fit are cut. */
    static List<TorchPass> cut(List<SequenceStep> steps, int rows) {
        List<TorchPass> passes = new ArrayList<>();
        List<SequenceStep> pass = new ArrayList<>();
        for (SequenceStep step : steps) {
            if (!pass.isEmpty() && !Objects.equals(pass.getLast().adapter(), step.adapter())) {
                passes.add(new TorchPass(pass, rows, true));
                pass = new ArrayList<>();
            }
            for (int from = 0; from < step.tokens().length; ) {
                int count = Math.min(rows - tokens(pass), step.tokens().length - from);
                pass.add(part(step, from, from + count));
                from += count;
                if (tokens(pass) == rows) {
                    passes.add(new TorchPass(pass, rows, true));
                    pass = new ArrayList<>();
                }
            }
        }
        if (!pass.isEmpty()) {
            passes.add(new TorchPass(pass, rows, true));
        }
        return passes;
    }

    private static SequenceStep part(SequenceStep step, int from, int to) {
        int firstWanted = step.tokens().length - step.logitRows();
        return new SequenceStep(
                Arrays.copyOfRange(step.tokens(), from, to),
                step.start() + from,
                step.blockTable(),
                Math.max(0, to - Math.max(from, firstWanted)),
                step.adapter());
    }

    private static int tokens(List<SequenceStep> steps) {
        return steps.stream().mapToInt(step -> step.tokens().length).sum();
    }

    /** Is what a pass is computed by. */
    record Model(Decoder decoder, DecoderWeights weights, KeyValueCache cache, List<Adapter> adapters) {
        Device device() {
            return cache.size().device();
        }
    }

    /** Computes the pass, and returns the wanted logits on the CPU, float32 {@code [wanted rows, vocabulary]}. */
    Tensor logits(Model model) {
        Tensor hidden = hidden(model);
        Tensor wanted = wanted(model.device());
        Decoder decoder = model.decoder();
        if (wanted.numel() == 0) {
            return Tensor.empty(DType.FLOAT32, 0, decoder.config().vocabSize());
        }
        return onProcessor(
                fixed
                        ? decoder.logits(model.weights(), hidden).indexSelect(0, wanted)
                        : decoder.logits(model.weights(), hidden.indexSelect(0, wanted)));
    }

    /** Computes the pass, and returns the hidden states of its tokens on the CPU, float32 {@code [tokens, hidden]}. */
    Tensor states(Model model) {
        return onProcessor(hidden(model).narrow(0, 0, tokens(steps)));
    }

    private Tensor hidden(Model model) {
        List<Span> spans = steps.stream()
                .map(step -> new Span(step.blockTable(), step.start(), step.tokens().length))
                .toList();
        return model.decoder()
                .hidden(
                        model.weights(),
                        tokens(model.device()),
                        model.cache().pass(spans, fixed ? Summation.FIXED : Summation.FREE, rows),
                        uses(model.adapters(), model.device()));
    }

    private static Tensor onProcessor(Tensor values) {
        return values.to(DType.FLOAT32).to(Device.cpu()).contiguous();
    }

    private Tensor tokens(Device device) {
        long[] tokens = new long[rows];
        int next = 0;
        for (SequenceStep step : steps) {
            for (int token : step.tokens()) {
                tokens[next++] = token;
            }
        }
        return Tensor.of(tokens, device, rows);
    }

    private Tensor wanted(Device device) {
        long[] wanted =
                new long[steps.stream().mapToInt(SequenceStep::logitRows).sum()];
        int end = 0;
        int next = 0;
        for (SequenceStep step : steps) {
            end += step.tokens().length;
            for (int row = end - step.logitRows(); row < end; row++) {
                wanted[next++] = row;
            }
        }
        return Tensor.of(wanted, device, wanted.length);
    }

    private List<AdapterUse> uses(List<Adapter> adapters, Device device) {
        return adapters.stream()
                .map(adapter -> use(adapter, device))
                .filter(Objects::nonNull)
                .toList();
    }

    private @Nullable AdapterUse use(Adapter adapter, Device device) {
        if (fixed) {
            return adapter.name().equals(steps.getFirst().adapter()) ? AdapterUse.everywhere(adapter) : null;
        }
        LongStream.Builder rowsOfAdapter = LongStream.builder();
        int row = 0;
        for (SequenceStep step : steps) {
            int end = row + step.tokens().length;
            if (adapter.name().equals(step.adapter())) {
                LongStream.range(row, end).forEach(rowsOfAdapter);
            }
            row = end;
        }
        long[] numbers = rowsOfAdapter.build().toArray();
        return numbers.length == 0 ? null : new AdapterUse(adapter, Tensor.of(numbers, device, numbers.length));
    }
}
