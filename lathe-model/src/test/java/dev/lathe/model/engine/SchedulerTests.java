package dev.lathe.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulerTests {
    private static final int BLOCK_SIZE = 4;

    private final BlockManager blocks = new BlockManager(16, BLOCK_SIZE);
    private final Scheduler scheduler = new Scheduler(blocks, 4, 20);
    private long arrivals;

    @Test
    void cutsLongPromptsAndLetsThoseThatWriteGoFirst() {
        Sequence writing = add(0, 5, 1);
        assertThat(planned()).containsExactly("0+5");
        writing.append(7);
        Sequence long1 = add(0, 30, 2);
        assertThat(planned()).containsExactly("5+1", "0+19");
        writing.append(8);
        assertThat(planned()).containsExactly("6+1", "19+11");
        assertThat(long1.pending()).isZero();
    }

    @Test
    void computesAPromptOnceForAGroup() {
        int[] prompt = prompt(1, 14);
        add(0, prompt);
        add(0, prompt);
        add(0, prompt);
        // three full blocks are shared; the rest is each one's own
        assertThat(planned()).containsExactly("0+14", "12+2", "12+2");
        assertThat(blocks.blocks() - blocks.available()).isEqualTo(3 + 3);
        assertThat(scheduler.cachedTokens()).isEqualTo(24);
    }

    @Test
    void computesOfTheNextTurnWhatIsNew() {
        Sequence first = add(0, 6, 1);
        scheduler.plan();
        for (int i = 0; i < 5; i++) {
            first.append(i);
            if (i < 4) {
                scheduler.plan();
            }
        }
        scheduler.remove(first);
        int[] said = first.tokens(0, 11);
        Sequence next = add(0, join(said, prompt(3, 4)));
        // the last token drawn was never computed
        assertThat(planned()).containsExactly("10+5");
        scheduler.remove(next);
        assertNothingIsHeld();
    }

    @Test
    void givesTheLastBlockOfASequenceToOneOther() {
        Sequence first = add(0, 6, 1);
        scheduler.plan();
        scheduler.remove(first);
        int[] more = join(first.tokens(0, 6), prompt(2, 3));
        add(0, more);
        add(0, more);
        assertThat(planned()).containsExactly("6+3", "8+1");
    }

    @Test
    void letsWhoCameLastGiveUpItsBlocks() {
        Sequence first = add(0, 30, 1);
        planned();
        planned();
        Sequence second = add(0, 20, 2);
        first.append(1);
        assertThat(planned()).containsExactly("30+1", "0+19");
        first.append(1);
        assertThat(planned()).containsExactly("31+1", "19+1");
        for (int i = 0; i < 13; i++) {
            first.append(i);
            second.append(i);
            planned();
        }
        assertThat(scheduler.preemptions()).isEqualTo(1);
        assertThat(scheduler.running()).isEqualTo(1);
        scheduler.remove(first);
        scheduler.plan();
        assertThat(second.pending()).isZero();
        scheduler.remove(second);
        assertNothingIsHeld();
    }

    @Test
    void takesTheUrgentFirst() {
        Sequence ordinary = add(0, 40, 1);
        planned();
        Sequence urgent = add(5, 30, 2);
        Sequence late = add(0, 4, 3);
        assertThat(planned()).containsExactly("0+20");
        assertThat(urgent.computed()).isEqualTo(20);
        assertThat(ordinary.computed()).isZero();
        planned();
        scheduler.remove(urgent);
        planned();
        assertThat(ordinary.computed()).isPositive();
        assertThat(late.computed()).isZero();
    }

    @Test
    void boundsThePromptsWhoseLogitsAreWanted() {
        var roomy = new Scheduler(new BlockManager(100, BLOCK_SIZE), 4, 200);
        List<Sequence> scored = IntStream.range(0, 3)
                .mapToObj(i -> new Sequence(i, 0, prompt(i, 50), 0, Sequence.Wanted.LOGITS))
                .toList();
        scored.forEach(roomy::add);
        roomy.add(new Sequence(3, 0, prompt(3, 90), 0, Sequence.Wanted.NEXT));
        assertThat(planned(roomy)).containsExactly("0+50", "0+14", "0+90");
        scored.getFirst().append(1);
        assertThat(planned(roomy)).containsExactly("50+1", "14+36", "0+28");
        assertThat(planned(roomy)).containsExactly("28+22");
    }

    @Test
    void doesNotPassOverALongRequest() {
        add(0, 40, 1);
        Sequence big = add(0, 40, 2);
        Sequence small = add(0, 2, 3);
        for (int i = 0; i < 5; i++) {
            scheduler.plan();
        }
        assertThat(big.computed()).isZero();
        assertThat(small.computed()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void servesRandomTrafficToItsEnd(long seed) {
        new Traffic(new Random(seed)).run();
    }

    /** Requests of random lengths and priorities come, write, are aborted, and share beginnings. */
    private final class Traffic {
        private static final int REQUESTS = 300;

        private final Random random;
        private final List<Sequence> live = new ArrayList<>();
        private final List<Integer> left = new ArrayList<>();
        private int started;
        private int ended;

        Traffic(Random random) {
            this.random = random;
        }

        void run() {
            int steps = 0;
            while (ended < REQUESTS) {
                assertThat(steps++).as("everything ends").isLessThan(100 * REQUESTS);
                while (started < REQUESTS && random.nextInt(3) == 0) {
                    come();
                }
                if (!live.isEmpty() && random.nextInt(20) == 0) {
                    end(random.nextInt(live.size()));
                }
                step();
            }
            assertNothingIsHeld();
            assertThat(scheduler.isIdle()).isTrue();
        }

        private void come() {
            int[] prompt = prompt(random.nextInt(4), 1 + random.nextInt(30));
            live.add(add(random.nextInt(3), prompt));
            left.add(1 + random.nextInt(30));
            started++;
        }

        private void end(int index) {
            scheduler.remove(live.remove(index));
            left.remove(index);
            ended++;
        }

        private void step() {
            List<Piece> pieces = scheduler.plan();
            assertThat(pieces.isEmpty()).isEqualTo(live.isEmpty());
            assertThat(pieces.stream().mapToInt(Piece::count).sum()).isLessThanOrEqualTo(20);
            checkHolders();
            checkOrder();
            for (Piece piece : pieces) {
                Sequence sequence = piece.sequence();
                int index = live.indexOf(sequence);
                if (index >= 0 && piece.end() == sequence.length()) {
                    sequence.append(random.nextInt(50));
                    left.set(index, left.get(index) - 1);
                    if (left.get(index) == 0) {
                        end(index);
                    }
                }
            }
        }

        /** Every block is held as often as sequences name it. */
        private void checkHolders() {
            int[] expected = new int[blocks.blocks()];
            live.forEach(sequence -> Arrays.stream(sequence.blocks().toArray()).forEach(block -> expected[block]++));
            assertThat(blocks.pool().holders()).containsExactly(expected);
            assertThat(blocks.available()).isEqualTo((int)
                    Arrays.stream(expected).filter(held -> held == 0).count());
        }

        /** Of one priority, whoever came earlier was never put after one who came later. */
        private void checkOrder() {
            for (int i = 0; i < live.size(); i++) {
                for (int j = i + 1; j < live.size(); j++) {
                    Sequence earlier = live.get(i);
                    Sequence later = live.get(j);
                    if (earlier.priority() == later.priority() && later.blocks().size() > 0) {
                        assertThat(earlier.blocks().size()).isPositive();
                    }
                }
            }
        }
    }

    private void assertNothingIsHeld() {
        assertThat(blocks.available()).isEqualTo(blocks.blocks());
        assertThat(blocks.pool().holders()).containsOnly(0);
    }

    private Sequence add(int priority, int length, long seed) {
        return add(priority, prompt(seed, length));
    }

    private Sequence add(int priority, int[] prompt) {
        Sequence sequence = new Sequence(arrivals++, priority, prompt, 0, Sequence.Wanted.NEXT);
        scheduler.add(sequence);
        return sequence;
    }

    /** Returns the pieces of the next pass as start and count. */
    private List<String> planned() {
        return planned(scheduler);
    }

    private static List<String> planned(Scheduler planning) {
        return planning.plan().stream()
                .map(piece -> piece.start() + "+" + piece.count())
                .toList();
    }

    private static int[] prompt(long seed, int length) {
        return new Random(seed).ints(length, 0, 50).toArray();
    }

    private static int[] join(int[] first, int[] second) {
        return IntStream.concat(IntStream.of(first), IntStream.of(second)).toArray();
    }
}
