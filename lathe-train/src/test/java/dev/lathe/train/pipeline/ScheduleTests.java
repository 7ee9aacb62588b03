package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTests {
    @ParameterizedTest
    @CsvSource({"0, 0.5", "1, 1.0", "2, 1.5", "3, 2.0", "8, 1.1", "12, 0.38", "13, 0.2"})
    void risesAndFallsLinearly(int step, double rate) {
        assertThat(new Schedule(2, 3, 13, 0.1).rate(step)).isCloseTo(rate, within(1e-12));
    }

    @Test
    void startsAtTheTopWithoutAWarmup() {
        assertThat(new Schedule(2, 0, 10, 1).rate(0)).isEqualTo(2);
        assertThat(new Schedule(2, 0, 10, 1).rate(9)).isEqualTo(2);
    }

    @Test
    void aWarmupAsLongAsAllStepsOnlyRises() {
        Schedule schedule = new Schedule(1, 4, 4, 0.1);
        for (int step = 0; step < 4; step++) {
            assertThat(schedule.rate(step)).isCloseTo((step + 1) / 5.0, within(1e-12));
        }
    }
}
