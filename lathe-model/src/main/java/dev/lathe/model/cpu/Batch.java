package dev.lathe.model.cpu;

import dev.lathe.model.engine.SequenceStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lays the steps of a pass out as rows, one a token.
 *
 * @param rows how many there are
 * @param tokens each row's token
 * @param positions each row's position in its sequence
 * @param tables each row's sequence's blocks
 * @param tiles neighbouring rows of one sequence that attend together
 * @param wanted the rows whose logits are wanted
 */
record Batch(int rows, int[] tokens, int[] positions, int[][] tables, List<Tile> tiles, int[] wanted) {
    /**
     * Is neighbouring rows of one sequence.
     *
     * @param row the first
     * @param count how many
     */
    record Tile(int row, int count) {}

    /** @param tileRows the most rows of a tile */
    static Batch of(List<SequenceStep> steps, int tileRows) {
        int rows = steps.stream().mapToInt(step -> step.tokens().length).sum();
        int[] tokens = new int[rows];
        int[] positions = new int[rows];
        int[][] tables = new int[rows][];
        int[] wanted = new int[steps.stream().mapToInt(SequenceStep::logitRows).sum()];
        List<Tile> tiles = new ArrayList<>();
        int row = 0;
        int drawn = 0;
        for (SequenceStep step : steps) {
            int count = step.tokens().length;
            System.arraycopy(step.tokens(), 0, tokens, row, count);
            Arrays.fill(tables, row, row + count, step.blockTable());
            for (int i = 0; i < count; i++) {
                positions[row + i] = step.start() + i;
            }
            for (int i = 0; i < count; i += tileRows) {
                tiles.add(new Tile(row + i, Math.min(tileRows, count - i)));
            }
            for (int i = count - step.logitRows(); i < count; i++) {
                wanted[drawn++] = row + i;
            }
            row += count;
        }
        return new Batch(rows, tokens, positions, tables, tiles, wanted);
    }

    int longest() {
        return Arrays.stream(positions).max().orElse(-1) + 1;
    }
}
