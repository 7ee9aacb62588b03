package dev.lathe.algorithm;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Computes ratios of two policies on the host, where no gradient is wanted. */
final class HostRatios {
    private HostRatios() {}

    /**
     * Returns the ratio of each token, {@code [learned]}.
     *
     * @param differences of log-probabilities, in nats, {@code [learned]}
     * @param chunks learned tokens of each chunk
     * @param sequences learned tokens of each sequence
     */
    static double[] of(Grain grain, double[] differences, long[] chunks, long[] sequences) {
        double[] logs = switch (grain) {
            case TOKEN -> differences;
            case CHUNK -> shared(differences, chunks, true);
            case SEQUENCE -> shared(differences, sequences, true);
            case PRODUCT -> shared(differences, sequences, false);
        };
        double bound = TokenLosses.LARGEST_LOG_RATIO;
        return Arrays.stream(logs)
                .map(d -> Math.exp(Math.clamp(d, -bound, bound)))
                .toArray();
    }

    /** Returns the ratios of one sequence. */
    static double[] of(Grain grain, double[] differences, int[] chunks) {
        long[] lengths = Arrays.stream(chunks).asLongStream().toArray();
        return of(grain, differences, lengths, LongStream.of(differences.length).toArray());
    }

    private static double[] shared(double[] values, long[] lengths, boolean mean) {
        double[] shared = new double[values.length];
        int start = 0;
        for (long length : lengths) {
            int end = start + Math.toIntExact(length);
            double sum = Arrays.stream(values, start, end).sum();
            Arrays.fill(shared, start, end, mean && length > 0 ? sum / length : sum);
            start = end;
        }
        return shared;
    }
}
