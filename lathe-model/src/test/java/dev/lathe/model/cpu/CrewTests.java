package dev.lathe.model.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrewTests {
    private static final int TASKS = 100;
    private static final int STAGES = 200;

    /** Every stage reads what all tasks of the one before wrote, on more threads than there may be cores. */
    @Test
    void doesEveryTaskOnceAndStageAfterStage() {
        try (Crew crew = new Crew(4)) {
            long[][] values = new long[2][TASKS];
            crew.run(member -> {
                for (int stage = 0; stage < STAGES; stage++) {
                    long[] from = values[stage % 2];
                    long[] to = values[(stage + 1) % 2];
                    member.share(TASKS, i -> to[i] += from[i] + from[(i + 37) % TASKS] + i);
                }
            });
            assertThat(values).isDeepEqualTo(alone());
        }
    }

    private static long[][] alone() {
        long[][] values = new long[2][TASKS];
        for (int stage = 0; stage < STAGES; stage++) {
            long[] from = values[stage % 2];
            long[] to = values[(stage + 1) % 2];
            for (int i = 0; i < TASKS; i++) {
                to[i] += from[i] + from[(i + 37) % TASKS] + i;
            }
        }
        return values;
    }

    @Test
    void runsManyPrograms() {
        try (Crew crew = new Crew(2)) {
            int[] counts = new int[5];
            for (int time = 0; time < 100; time++) {
                crew.run(member -> member.share(counts.length, i -> counts[i]++));
            }
            assertThat(IntStream.of(counts)).containsOnly(100);
        }
    }

    @Test
    void waitsForThreadsThatSleep() throws InterruptedException {
        try (Crew crew = new Crew(3)) {
            int[] done = new int[3];
            Thread.sleep(50);
            crew.run(member -> member.share(3, i -> {
                sleep(20L * i);
                done[i] = 1;
            }));
            assertThat(Arrays.stream(done).sum()).isEqualTo(3);
        }
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void tellsWhatATaskThrew() {
        try (Crew crew = new Crew(3)) {
            assertThatThrownBy(() -> crew.run(member -> {
                        member.share(10, i -> {
                            if (i == 7) {
                                throw new IllegalArgumentException("no seven");
                            }
                        });
                        member.share(10, i -> {});
                    }))
                    .hasStackTraceContaining("no seven");
        }
    }
}
