package dev.lathe.algorithm.distillation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TeacherAdvantagesTests {
    private static final float[] BEHAVIOUR = {-1, -2};

    @Test
    void praisesTokensThatTeachersFindLikelier() {
        List<float[]> teachers = List.of(new float[] {-0.5f, -4}, new float[] {-2, -2});
        assertThat(TeacherAdvantages.of(BEHAVIOUR, teachers, new double[] {1, 0.5}))
                .containsExactly(0f, -2f);
        assertThat(TeacherAdvantages.of(BEHAVIOUR, teachers, new double[] {1, 0}))
                .containsExactly(0.5f, -2f);
    }

    @Test
    void givesInTheMeanTheDivergenceFromTheTeacher() {
        double[] mu = {0.2, 0.5, 0.3};
        double[] p = {0.6, 0.1, 0.3};
        double mean = 0;
        double divergence = 0;
        for (int v = 0; v < mu.length; v++) {
            float[] written = {(float) Math.log(mu[v])};
            float[] judged = {(float) Math.log(p[v])};
            mean += mu[v] * TeacherAdvantages.of(written, List.of(judged), new double[] {1})[0];
            divergence += mu[v] * Math.log(mu[v] / p[v]);
        }
        assertThat(mean).isEqualTo(-divergence, org.assertj.core.api.Assertions.within(1e-6));
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TeacherAdvantages.of(BEHAVIOUR, List.of(), new double[] {1}))
                .withMessage("1 weights for 0 teachers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TeacherAdvantages.of(BEHAVIOUR, List.of(new float[1]), new double[] {1}))
                .withMessageContaining("of 1 tokens, not of 2");
    }
}
