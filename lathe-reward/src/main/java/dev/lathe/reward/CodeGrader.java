package dev.lathe.reward;

import dev.lathe.core.Metrics;
import dev.lathe.core.Task;
import dev.lathe.reward.Grade.Earned;
import dev.lathe.reward.Grade.Ungraded;
import dev.lathe.sandbox.Sandbox;
import dev.lathe.sandbox.SandboxBackend;
import dev.lathe.sandbox.SandboxCommand;
import dev.lathe.sandbox.SandboxException;
import dev.lathe.sandbox.SandboxLimits;
import dev.lathe.sandbox.SandboxResult;
import dev.lathe.sandbox.SandboxSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Grades the program in the last reply by the share of tests that it passes in a sandbox. Details: {@code all} is 1 if it passes all,
 * {@code missing} is 1 if there is no program, {@code timeouts} and {@code crashes} count tests that ended so, by the program's own
 * fault; where the sandbox fails, there is no grade.
 */
public final class CodeGrader<T extends Task> implements Grader<T> {
    private static final Pattern BLOCK = Pattern.compile("```[a-zA-Z0-9+]{0,12}[ \\t]*\\n(.*?)\\n?```", Pattern.DOTALL);

    private final SandboxBackend backend;
    private final SandboxLimits limits;
    private final CodeLanguage language;
    private final Function<T, List<CodeTest>> tests;

    /** Grades by tests that each task has. */
    public CodeGrader(
            SandboxBackend backend, SandboxLimits limits, CodeLanguage language, Function<T, List<CodeTest>> tests) {
        this.backend = backend;
        this.limits = limits;
        this.language = language;
        this.tests = tests;
    }

    @Override
    public Grade grade(T task, List<String> replies, Metrics outcome) {
        Optional<String> program = program(Graders.last(replies));
        if (program.isEmpty()) {
            return earned(0, 0, 1, 0, 0);
        }
        List<CodeTest> given = tests.apply(task);
        if (given.isEmpty()) {
            throw new IllegalArgumentException("task '%s' has no tests".formatted(task.id()));
        }
        try {
            return run(program.get(), given);
        } catch (SandboxException broken) {
            return new Ungraded(false, String.valueOf(broken.getMessage()));
        }
    }

    /** Returns the last block of code; nothing if the reply has none. */
    static Optional<String> program(String reply) {
        Matcher matcher = BLOCK.matcher(reply);
        Optional<String> last = Optional.empty();
        while (matcher.find()) {
            last = Optional.of(matcher.group(1));
        }
        return last;
    }

    private Grade run(String program, List<CodeTest> given) {
        int passed = 0;
        int timeouts = 0;
        int crashes = 0;
        for (CodeTest test : given) {
            SandboxResult result = run(program, test.input());
            switch (result.end()) {
                case WALL_TIME, CPU_TIME -> timeouts++;
                case MEMORY -> crashes++;
                case EXIT -> {
                    if (result.exitCode() != 0) {
                        crashes++;
                    } else if (test.accepts(result.output())) {
                        passed++;
                    }
                }
            }
        }
        return earned((double) passed / given.size(), passed == given.size() ? 1 : 0, 0, timeouts, crashes);
    }

    /** Runs it in a sandbox of its own: a program must not change what it finds at the next test. */
    private SandboxResult run(String program, String input) {
        try (Sandbox sandbox = backend.create(SandboxSpec.HOST)) {
            sandbox.write(language.file(), program.getBytes(StandardCharsets.UTF_8));
            return sandbox.run(new SandboxCommand(language.command(), input, limits));
        }
    }

    private static Earned earned(double share, int all, int missing, int timeouts, int crashes) {
        return new Earned(
                share,
                Metrics.of("all", all)
                        .with("missing", missing)
                        .with("timeouts", timeouts)
                        .with("crashes", crashes));
    }
}
