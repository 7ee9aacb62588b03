package dev.lathe.tensor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Is one member of a group of four, and prints what comes of each operation. */
final class ProcessGroupProgram {
    private ProcessGroupProgram() {}

    public static void main(String[] arguments) {
        int rank = Integer.parseInt(arguments[1]);
        try (ProcessGroup all = ProcessGroup.join(Path.of(arguments[0]), rank, 4, Duration.ofMinutes(2));
                Scope _ = Scope.open()) {
            operate(all);
            ProcessGroup pair = all.part("pair", rank % 2 == 0 ? List.of(0, 2) : List.of(1, 3));
            print("pair", pair.allReduce(own(rank)));
            converse(all);
            all.barrier();
            System.out.println("calls " + all.traffic().calls());
            lose(all);
        }
    }

    private static void operate(ProcessGroup all) {
        print("allReduce", all.allReduce(own(all.rank())));
        print("allGather", all.allGather(own(all.rank())));
        print("reduceScatter", all.reduceScatter(Tensor.arange(DType.FLOAT32, 8).mul(all.rank() + 1.0)));
        print("broadcast", all.broadcast(own(all.rank()), 2));
    }

    private static void converse(ProcessGroup all) {
        if (all.rank() == 0) {
            all.send(own(0), 3);
        } else if (all.rank() == 3) {
            print("received", all.receive(own(3), 0));
        }
    }

    private static void lose(ProcessGroup all) {
        if (all.rank() == 3) {
            Runtime.getRuntime().halt(0);
        }
        try {
            all.allReduce(own(all.rank()));
        } catch (PeerException lost) {
            System.out.println("lost");
        }
        // the others must have noticed before this process goes too
        Runtime.getRuntime().halt(0);
    }

    private static Tensor own(int rank) {
        return Tensor.of(new float[] {rank, 10 * rank}, 2);
    }

    private static void print(String what, Tensor tensor) {
        System.out.println(what + " " + Arrays.toString(tensor.toInts()));
    }
}
