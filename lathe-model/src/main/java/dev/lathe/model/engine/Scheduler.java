package dev.lathe.model.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides which tokens of which sequences the next pass computes. Sequences of a higher priority go first, those of one priority in
 * the order in which they came; nobody is passed over because a later one needs less. When blocks run out, whoever goes last gives
 * up its own and is computed again later: the first always goes on, so that everything ends. It knows neither tensors nor threads.
 */
final class Scheduler {
    /** Bounds the tokens of one pass that are part of a prompt and whose logits are wanted. */
    private static final int LOGIT_ROWS = 64;

    private final BlockManager blocks;
    private final int most;
    private final int stepTokens;
    private final TreeSet<Sequence> running = new TreeSet<>(Sequence.ORDER);
    private final TreeSet<Sequence> waiting = new TreeSet<>(Sequence.ORDER);
    private long promptTokens;
    private long cachedTokens;
    private long preemptions;

    /**
     * Makes a scheduler without sequences.
     *
     * @param most how many sequences may run at once
     * @param stepTokens how many tokens a pass may have, at least {@code most}
     */
    Scheduler(BlockManager blocks, int most, int stepTokens) {
        this.blocks = blocks;
        this.most = most;
        this.stepTokens = stepTokens;
    }

    void add(Sequence sequence) {
        waiting.add(sequence);
    }

    /** Takes a sequence out, because it has ended or is not wanted any more. */
    void remove(Sequence sequence) {
        if (!waiting.remove(sequence)) {
            running.remove(sequence);
            blocks.release(sequence);
        }
    }

    boolean isIdle() {
        return running.isEmpty() && waiting.isEmpty();
    }

    int running() {
        return running.size();
    }

    int waiting() {
        return waiting.size();
    }

    long promptTokens() {
        return promptTokens;
    }

    long cachedTokens() {
        return cachedTokens;
    }

    long preemptions() {
        return preemptions;
    }

    /**
     * Returns the pieces of the next pass, and counts them as computed. Pieces come after those whose blocks they share.
     *
     * @return empty only if there is no sequence
     */
    List<Piece> plan() {
        makeRoomForTheUrgent();
        growRunning();
        List<Piece> pieces = new ArrayList<>();
        int room = decode(pieces, stepTokens);
        for (Sequence sequence : running) {
            room -= compute(sequence, room, pieces);
        }
        admit(room, pieces);
        return pieces;
    }

    /** Computes every sequence again from its tokens, because what the cache holds is not valid any more. */
    void restart() {
        running.forEach(blocks::release);
        waiting.addAll(running);
        running.clear();
        blocks.forget();
    }

    private void makeRoomForTheUrgent() {
        if (waiting.isEmpty()) {
            return;
        }
        Sequence urgent = waiting.first();
        while (!running.isEmpty() && running.last().priority() < urgent.priority() && !fits(urgent)) {
            preempt(running.last());
        }
    }

    private boolean fits(Sequence sequence) {
        if (running.size() == most) {
            return false;
        }
        boolean fits = join(sequence);
        blocks.release(sequence);
        return fits;
    }

    /** Gives each running sequence a block for its next token, if need be that of one that goes after it. */
    private void growRunning() {
        @Nullable Sequence next = running.isEmpty() ? null : running.first();
        while (next != null) {
            while (running.contains(next) && !blocks.reserve(next, next.length())) {
                preempt(running.last());
            }
            next = running.higher(next);
        }
    }

    private void preempt(Sequence sequence) {
        running.remove(sequence);
        blocks.release(sequence);
        waiting.add(sequence);
        preemptions++;
    }

    /** Takes the sequences that write before any prompt, so that none stalls because a long prompt came. */
    private int decode(List<Piece> pieces, int room) {
        int left = room;
        for (Sequence sequence : running) {
            if (sequence.pending() == 1) {
                left -= compute(sequence, left, pieces);
            }
        }
        return left;
    }

    /** Returns how many tokens of a sequence it adds. */
    private int compute(Sequence sequence, int room, List<Piece> pieces) {
        int limit = isScored(sequence) ? Math.min(room, LOGIT_ROWS - scored(pieces)) : room;
        int count = Math.min(sequence.pending(), limit);
        if (count > 0) {
            int start = sequence.computed();
            sequence.compute(count);
            blocks.publish(sequence, start);
            pieces.add(new Piece(sequence, start, count));
        }
        return count;
    }

    private static boolean isScored(Sequence sequence) {
        return sequence.wanted() == Sequence.Wanted.LOGITS && sequence.pending() > 1;
    }

    private static int scored(List<Piece> pieces) {
        return pieces.stream()
                .filter(piece -> piece.sequence().wanted() == Sequence.Wanted.LOGITS && piece.count() > 1)
                .mapToInt(Piece::count)
                .sum();
    }

    private void admit(int room, List<Piece> pieces) {
        int left = room;
        while (left > 0 && running.size() < most && !waiting.isEmpty()) {
            Sequence sequence = waiting.first();
            if (!join(sequence)) {
                blocks.release(sequence);
                return;
            }
            waiting.pollFirst();
            running.add(sequence);
            promptTokens += sequence.length();
            cachedTokens += sequence.computed();
            left -= compute(sequence, left, pieces);
        }
    }

    /** Gives a sequence the blocks for all its tokens, and returns false if they lack. */
    private boolean join(Sequence sequence) {
        blocks.reuse(sequence);
        return blocks.reserve(sequence, sequence.length());
    }
}
