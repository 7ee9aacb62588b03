import dev.lathe.tensor.DType;
import dev.lathe.tensor.ProcessGroup;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import dev.lathe.tensor.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * Prints what it takes processes of this host to add up a message, for messages of several sizes: a JSON object a line. Along a ring
 * each of N processes sends 2 (N - 1) / N times the message.
 */
public final class Exchange {
    private static final long[] BYTES = {1 << 10, 1 << 16, 1 << 20, 1 << 24, 1 << 26};
    private static final int TIMES = 15;

    private Exchange() {}

    /** Takes how many processes; those that it starts itself also get the folder to meet in, and their rank. */
    public static void main(String[] arguments) throws IOException {
        int size = Integer.parseInt(arguments[0]);
        boolean first = arguments.length == 1;
        Path meeting = first ? Files.createTempDirectory("exchange") : Path.of(arguments[1]);
        for (int rank = 1; first && rank < size; rank++) {
            start(size, meeting, rank);
        }
        Torch.threads(1);
        int rank = first ? 0 : Integer.parseInt(arguments[2]);
        try (ProcessGroup group = ProcessGroup.join(meeting, rank, size, Duration.ofMinutes(1))) {
            for (long bytes : BYTES) {
                double seconds = seconds(group, bytes);
                if (first) {
                    System.out.printf(
                            Locale.ROOT,
                            "{\"processes\": %d, \"bytes\": %d, \"milliseconds\": %.3f, \"sent_mib_a_second\": %.0f}%n",
                            size,
                            bytes,
                            seconds * 1e3,
                            2.0 * (size - 1) / size * bytes / seconds / (1 << 20));
                }
            }
        }
        System.exit(0);
    }

    private static void start(int size, Path meeting, int rank) throws IOException {
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.bytedeco.javacpp.nopointergc=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Exchange.class.getName(),
                        Integer.toString(size),
                        meeting.toString(),
                        Integer.toString(rank))
                .inheritIO()
                .start();
    }

    /** Returns the median time of a message. */
    private static double seconds(ProcessGroup group, long bytes) {
        double[] seconds = new double[TIMES];
        try (Scope _ = Scope.open()) {
            Tensor message = Tensor.zeros(DType.FLOAT32, bytes / Float.BYTES);
            group.allReduce(message);
            for (int time = 0; time < TIMES; time++) {
                group.barrier();
                long began = System.nanoTime();
                group.allReduce(message);
                seconds[time] = (System.nanoTime() - began) / 1e9;
            }
        }
        return Arrays.stream(seconds).sorted().skip(TIMES / 2).findFirst().orElseThrow();
    }
}
