package dev.lathe.model.constraint;

import dev.lathe.core.UserError;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads bytes by a grammar. Positions are worked out when they are first met and kept, so that reading is a look into a table
 * afterwards (the subset construction, done lazily). Safe for use by many threads.
 */
final class Reader {
    private static final int BYTES = 256;

    /** More than any sensible constraint needs, and few enough to be worked out at once. */
    private static final int MOST_FRAMES = 20_000;

    /** About what a frame takes, with its place in a set. */
    private static final int FRAME_BYTES = 100;

    private final Grammar grammar;
    private final int rule;
    private final int[] classes = new int[BYTES];
    private final int[] examples;
    private final long mostBytes;
    private final Map<Set<Frame>, Position> positions = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong made = new AtomicLong();
    private volatile Position start;

    /**
     * Reads the texts of a rule.
     *
     * @param mostBytes how large what is kept may get; when it is larger, all is forgotten
     */
    Reader(Grammar grammar, int rule, long mostBytes) {
        this.grammar = grammar;
        this.rule = rule;
        this.mostBytes = mostBytes;
        examples = classify();
        start = begin();
    }

    /** Gives bytes between which no edge distinguishes one class, and returns one byte of each. */
    private int[] classify() {
        boolean[] boundary = new boolean[BYTES + 1];
        for (int state = 0; state < grammar.states(); state++) {
            for (Grammar.Bytes edge : grammar.bytes(state)) {
                boundary[edge.low()] = true;
                boundary[edge.high() + 1] = true;
            }
        }
        int[] found = new int[BYTES];
        int count = 0;
        for (int b = 0; b < BYTES; b++) {
            if (b == 0 || boundary[b]) {
                found[count++] = b;
            }
            classes[b] = count - 1;
        }
        return Arrays.copyOf(found, count);
    }

    private Position begin() {
        Set<Frame> frames = new LinkedHashSet<>();
        close(new Frame(rule, null), frames, new HashSet<>());
        return position(frames);
    }

    /** Returns how many frames were worked out so far. */
    long made() {
        return made.get();
    }

    /** Counts what is kept with a position. */
    void keep(long more) {
        bytes.addAndGet(more);
    }

    Position start() {
        return start;
    }

    Position step(Position from, byte next) {
        int byteClass = classes[next & 0xFF];
        Position known = from.next(byteClass);
        if (known != null) {
            return known;
        }
        Position found = step(from, examples[byteClass]);
        from.next(byteClass, found);
        return found;
    }

    private Position step(Position from, int example) {
        Set<Frame> frames = new LinkedHashSet<>();
        Set<Frame> seen = new HashSet<>();
        for (Frame frame : from.frames()) {
            for (Grammar.Bytes edge : grammar.bytes(frame.state())) {
                if (edge.low() <= example && example <= edge.high()) {
                    close(new Frame(edge.to(), frame.parent()), frames, seen);
                }
            }
        }
        return position(frames);
    }

    /** Adds a frame and those that are reached from it without a byte, as far as they read a byte or end the text. */
    private void close(Frame first, Set<Frame> frames, Set<Frame> seen) {
        Deque<Frame> open = new ArrayDeque<>();
        open.push(first);
        while (!open.isEmpty()) {
            Frame frame = open.pop();
            if (!seen.add(frame)) {
                continue;
            }
            int state = frame.state();
            Frame parent = frame.parent();
            boolean ends = grammar.accepts(state);
            if (!grammar.bytes(state).isEmpty() || (ends && parent == null)) {
                frames.add(frame);
            }
            if (ends && parent != null) {
                open.push(parent);
            }
            grammar.jumps(state).forEach(to -> open.push(new Frame(to, parent)));
            grammar.calls(state).forEach(call -> open.push(new Frame(call.rule(), new Frame(call.to(), parent))));
        }
    }

    private Position position(Set<Frame> frames) {
        if (frames.size() > MOST_FRAMES) {
            throw new UserError(
                    "the constraint is too large: a text can be read in more than %d ways".formatted(MOST_FRAMES));
        }
        if (bytes.get() > mostBytes) {
            bytes.set(0);
            positions.clear();
            start = begin();
        }
        return positions.computeIfAbsent(frames, this::make);
    }

    private Position make(Set<Frame> frames) {
        made.addAndGet(frames.size());
        keep(FRAME_BYTES * (1L + frames.size()) + (long) Integer.BYTES * examples.length);
        boolean complete = frames.stream().anyMatch(frame -> frame.parent() == null && grammar.accepts(frame.state()));
        return new Position(frames, complete, examples.length);
    }
}
