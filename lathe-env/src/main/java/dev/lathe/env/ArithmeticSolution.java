package dev.lathe.env;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Works a sum or difference out in writing, digit by digit from the ones, with what is carried or borrowed, and then the result:
 * {@code 7 + 8 = 15 ; 4 + 3 + 1 = 8 ; 85}. Whoever writes may slip: a digit is then one too many, and the rest follows from it.
 */
public final class ArithmeticSolution {
    private final ArithmeticTask task;
    private final double carelessness;
    private final SplittableRandom random;

    private ArithmeticSolution(ArithmeticTask task, double carelessness, long seed) {
        this.task = task;
        this.carelessness = carelessness;
        random = new SplittableRandom(seed);
    }

    /** Returns the right solution. */
    public static String of(ArithmeticTask task) {
        return of(task, 0, 0);
    }

    /**
     * Returns a solution with slips.
     *
     * @param carelessness the probability of a slip in each digit, 0 to 1
     * @param seed decides the slips
     */
    public static String of(ArithmeticTask task, double carelessness, long seed) {
        return new ArithmeticSolution(task, carelessness, seed).write();
    }

    /** Returns the words of all solutions, but for digits. */
    public static List<String> words() {
        return List.of("+", "-", "=", ";");
    }

    private String write() {
        List<String> steps = new ArrayList<>();
        int left = task.left();
        int right = task.right();
        int carried = 0;
        int result = 0;
        int place = 1;
        do {
            int above = left % 10;
            int below = right % 10;
            int value = task.plus() ? above + below + carried : above - below - carried;
            boolean borrows = value < 0;
            String first = String.valueOf(borrows ? above + 10 : above);
            int written = slipped(borrows ? value + 10 : value);
            steps.add(line(first, below, carried, written));
            result += written % 10 * place;
            carried = task.plus() ? written / 10 : borrows ? 1 : 0;
            left /= 10;
            right /= 10;
            place *= 10;
        } while (left > 0 || right > 0);
        steps.add(String.valueOf(task.plus() ? result + carried * place : result));
        return String.join(" ; ", steps);
    }

    private String line(String first, int below, int carried, int written) {
        String sign = task.plus() ? "+" : "-";
        String carry = carried > 0 ? " %s %d".formatted(sign, carried) : "";
        return "%s %s %d%s = %d".formatted(first, sign, below, carry, written);
    }

    private int slipped(int value) {
        return random.nextDouble() < carelessness ? value / 10 * 10 + (value + 1) % 10 : value;
    }
}
