package dev.lathe.model.engine;

import dev.lathe.tensor.DType;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.ProcessGroup;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Is what the first process of a team has the others do. It travels as whole numbers, of which the first says which order it is. */
sealed interface Order {
    /** Stands for the model as it is where the name of an adapter would be. */
    String NONE = "";

    /** Takes in parameters of a type, which the first process hands out next. */
    record Load(DType type) implements Order {}

    /**
     * Makes a pass over steps.
     *
     * @param states whether hidden states are wanted, and not logits
     */
    record Run(List<SequenceStep> steps, boolean states) implements Order {}

    /** Gives back memory. */
    record Release() implements Order {}

    /** Ends the work. */
    record End() implements Order {}

    /** Tells the others; called by the first process. */
    default void send(ProcessGroup group) {
        long[] numbers = numbers();
        try (Scope _ = Scope.open()) {
            group.broadcast(Tensor.of(new long[] {numbers.length}, 1), 0);
            group.broadcast(Tensor.of(numbers, numbers.length), 0);
        }
    }

    /** Waits for what the first process tells. */
    static Order receive(ProcessGroup group) {
        try (Scope _ = Scope.open()) {
            Tensor length = group.broadcast(Tensor.empty(DType.INT64, Device.cpu(), 1), 0);
            Tensor numbers = group.broadcast(Tensor.empty(DType.INT64, Device.cpu(), (long) length.item()), 0);
            return of(numbers.toLongs());
        }
    }

    private long[] numbers() {
        return switch (this) {
            case Load(DType type) ->
                LongStream.concat(LongStream.of(0), type.name().chars().asLongStream())
                        .toArray();
            case Run(List<SequenceStep> steps, boolean states) ->
                LongStream.concat(
                                LongStream.of(1, states ? 1 : 0), steps.stream().flatMapToLong(Order::numbers))
                        .toArray();
            case Release() -> new long[] {2};
            case End() -> new long[] {3};
        };
    }

    private static Order of(long[] numbers) {
        return switch ((int) numbers[0]) {
            case 0 -> new Load(DType.valueOf(text(ints(numbers, 1, numbers.length))));
            case 1 -> new Run(steps(numbers), numbers[1] == 1);
            case 2 -> new Release();
            default -> new End();
        };
    }

    private static String text(int[] characters) {
        return new String(characters, 0, characters.length);
    }

    private static LongStream numbers(SequenceStep step) {
        int[] tokens = step.tokens();
        int[] table = step.blockTable();
        int[] adapter = Objects.requireNonNullElse(step.adapter(), NONE).chars().toArray();
        return Stream.of(new int[] {tokens.length, table.length, adapter.length, step.start()}, tokens, table, adapter)
                .flatMapToInt(Arrays::stream)
                .asLongStream();
    }

    /** Reads steps without logits, which only the first process wants. */
    private static List<SequenceStep> steps(long[] numbers) {
        List<SequenceStep> steps = new ArrayList<>();
        for (int at = 2; at < numbers.length; ) {
            int tokens = at + 4;
            int table = tokens + (int) numbers[at];
            int adapter = table + (int) numbers[at + 1];
            int end = adapter + (int) numbers[at + 2];
            steps.add(new SequenceStep(
                    ints(numbers, tokens, table),
                    (int) numbers[at + 3],
                    ints(numbers, table, adapter),
                    0,
                    adapter == end ? null : text(ints(numbers, adapter, end))));
            at = end;
        }
        return steps;
    }

    private static int[] ints(long[] numbers, int from, int to) {
        return IntStream.range(from, to).map(i -> (int) numbers[i]).toArray();
    }
}
