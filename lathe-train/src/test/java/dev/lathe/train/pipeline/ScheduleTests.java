package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.train.recipe.ScheduleShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTests {
    @ParameterizedTest
    @CsvSource({"0, 0.5", "1, 1.0", "2, 1.5", "3, 2.0", "8, 1.1", "12, 0.38", "13, 0.2"})
    void risesAndFallsLinearly(int step, double rate) {
        assertThat(new Schedule(ScheduleShape.LINEAR, 2, 3, 13, 0.1).rate(step)).isCloseTo(rate, within(1e-12));
    }

    @Test
    void startsAtTheTopWithoutAWarmup() {
        assertThat(new Schedule(ScheduleShape.LINEAR, 2, 0, 10, 1).rate(0)).isEqualTo(2);
        assertThat(new Schedule(ScheduleShape.LINEAR, 2, 0, 10, 1).rate(9)).isEqualTo(2);
    }

    @Test
    void aWarmupAsLongAsAllStepsOnlyRises() {
        Schedule schedule = new Schedule(ScheduleShape.LINEAR, 1, 4, 4, 0.1);
        for (int step = 0; step < 4; step++) {
            assertThat(schedule.rate(step)).isCloseTo((step + 1) / 5.0, within(1e-12));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CONSTANT, 2, 1",
        "CONSTANT, 9, 1",
        "COSINE, 2, 1",
        "COSINE, 6, 0.55",
        "COSINE, 9, 0.1342542",
        "COSINE, 10, 0.1",
        "WSD, 2, 1",
        "WSD, 8, 1",
        "WSD, 9, 0.55",
        "WSD, 10, 0.1",
        "WSD, 1, 0.6666667"
    })
    void fallsAsItsShapeSays(ScheduleShape shape, int step, double rate) {
        assertThat(new Schedule(shape, 1, 2, 10, 0.1).rate(step)).isCloseTo(rate, within(1e-7));
    }
}
