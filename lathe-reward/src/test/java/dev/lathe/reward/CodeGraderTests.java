package dev.lathe.reward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.Metrics;
import dev.lathe.core.Task;
import dev.lathe.sandbox.Sandbox;
import dev.lathe.sandbox.SandboxBackend;
import dev.lathe.sandbox.SandboxException;
import dev.lathe.sandbox.SandboxLimits;
import dev.lathe.sandbox.SandboxSpec;
import dev.lathe.sandbox.process.ProcessBackend;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CodeGraderTests {
    private record Exercise(String id, List<CodeTest> tests) implements Task {}

    private static final Exercise SUM =
            new Exercise("sum", List.of(new CodeTest("1 2\n", "3\n"), new CodeTest("10 -4\n", "6")));
    private static final SandboxLimits LIMITS = SandboxLimits.SMALL
            .withMemoryBytes(4L << 30)
            .withWall(Duration.ofSeconds(60))
            .withCpu(Duration.ofSeconds(30));

    @Test
    void gradesPythonByTheShareOfTestsPassed() {
        assertThat(grade(
                        LIMITS,
                        CodeLanguage.PYTHON,
                        "Sure:\n```python\nprint(sum(map(int, input().split())))\n```\nDone."))
                .isEqualTo(earned(1, 1, 0, 0, 0));
        assertThat(grade(LIMITS, CodeLanguage.PYTHON, "```python\nprint(3)\n```"))
                .isEqualTo(earned(0.5, 0, 0, 0, 0));
    }

    @Test
    void gradesJava() {
        String program = """
                ```java
                import java.util.Scanner;
                public class Main {
                    public static void main(String[] arguments) {
                        Scanner in = new Scanner(System.in);
                        System.out.println(in.nextInt() + in.nextInt());
                    }
                }
                ```
                """;
        assertThat(grade(LIMITS, CodeLanguage.JAVA, program)).isEqualTo(earned(1, 1, 0, 0, 0));
    }

    @Test
    void tellsWhatWentWrong() {
        assertThat(grade(LIMITS, CodeLanguage.PYTHON, "I would add them.")).isEqualTo(earned(0, 0, 1, 0, 0));
        assertThat(grade(LIMITS, CodeLanguage.PYTHON, "```\nraise SystemExit(1)\n```"))
                .isEqualTo(earned(0, 0, 0, 0, 2));
        SandboxLimits brief = LIMITS.withWall(Duration.ofSeconds(1));
        assertThat(grade(brief, CodeLanguage.PYTHON, "```\nimport time\ntime.sleep(60)\n```"))
                .isEqualTo(earned(0, 0, 0, 2, 0));
    }

    @Test
    void aProgramCannotEscapeItsGrade() {
        assertThat(grade(LIMITS, CodeLanguage.PYTHON, "```\nraise SystemExit(125)\n```"))
                .isEqualTo(earned(0, 0, 0, 0, 2));
        String blocking = """
                ```
                import os, sys
                os.remove(sys.argv[0])
                os.makedirs(sys.argv[0] + '/in/the/way')
                ```
                """;
        assertThat(grade(LIMITS, CodeLanguage.PYTHON, blocking)).isEqualTo(earned(0, 0, 0, 0, 0));
    }

    @Test
    void aBrokenSandboxIsNoFaultOfThePolicy() {
        SandboxBackend broken = new SandboxBackend() {
            @Override
            public Set<Capability> capabilities() {
                return Set.of();
            }

            @Override
            public Sandbox create(SandboxSpec spec) {
                throw new SandboxException("no room", new IOException());
            }
        };
        var grader = new CodeGrader<>(broken, LIMITS, CodeLanguage.PYTHON, Exercise::tests);
        assertThat(grader.grade(SUM, List.of("```\nprint(3)\n```"), Metrics.NONE))
                .isEqualTo(new Grade.Ungraded(false, "no room"));
    }

    private static Grade grade(SandboxLimits limits, CodeLanguage language, String reply) {
        return new CodeGrader<>(ProcessBackend.open(), limits, language, Exercise::tests)
                .grade(SUM, List.of(reply), Metrics.NONE);
    }

    private static Grade earned(double share, int all, int missing, int timeouts, int crashes) {
        return new Grade.Earned(
                share,
                Metrics.of("all", all)
                        .with("missing", missing)
                        .with("timeouts", timeouts)
                        .with("crashes", crashes));
    }
}
