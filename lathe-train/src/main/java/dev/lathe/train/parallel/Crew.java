package dev.lathe.train.parallel;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.UserError;
import dev.lathe.tensor.PeerException;
import dev.lathe.train.recipe.ParallelRecipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Starts the other processes of a team, and ends all of them when one dies. The processes end with this one: each reads an input that
 * nobody writes to, and goes when it closes.
 */
public final class Crew implements AutoCloseable {
    /** Rollouts of the first process may take long while others wait for them. */
    private static final Duration PATIENCE = Duration.ofDays(2);

    /** How long a process that has failed on its own has to say so, before it is ended for another one's failure. */
    private static final Duration GRACE = Duration.ofSeconds(4);

    private static final int BROKEN = 1;
    private static final int LONGEST = 240;
    private static final Pattern WHY = Pattern.compile("(Exception|Error)\\b");

    private final Path meeting;
    private final List<Process> others = new ArrayList<>();
    private final Launch launch;
    private volatile boolean done;

    private Crew(Path meeting, Launch launch) {
        this.meeting = meeting;
        this.launch = launch;
    }

    /**
     * Runs work in all processes of a team, of which this one is the first unless another one started it.
     *
     * @param launch how the others are started
     * @throws UserError if the processes cannot be started
     */
    public static <R> R run(ParallelRecipe recipe, Launch launch, Function<Team, R> work) {
        if (Launch.started()) {
            endWithParent();
            return together(recipe, Launch.meeting(), Launch.rank(), work);
        }
        if (recipe.processes() == 1) {
            try (Team team = Team.alone()) {
                return work.apply(team);
            }
        }
        try (Crew crew = start(recipe, launch)) {
            return crew.lead(recipe, work);
        }
    }

    private <R> R lead(ParallelRecipe recipe, Function<Team, R> work) {
        try {
            R result = together(recipe, meeting, 0, work);
            done = true;
            return result;
        } catch (RuntimeException failed) {
            if (isLoss(failed)) {
                // whoever watches the others ends this process, and says why
                pause(GRACE.multipliedBy(3));
            }
            throw failed;
        }
    }

    private static boolean isLoss(Throwable failed) {
        return failed instanceof PeerException || (failed.getCause() != null && isLoss(failed.getCause()));
    }

    /** Runs work, and leaves when all have done theirs. */
    private static <R> R together(ParallelRecipe recipe, Path meeting, int rank, Function<Team, R> work) {
        try (Team team = Team.join(recipe, meeting, rank, PATIENCE)) {
            R result = work.apply(team);
            team.all().barrier();
            return result;
        }
    }

    private static Crew start(ParallelRecipe recipe, Launch launch) {
        try {
            Crew crew = new Crew(Files.createTempDirectory("lathe-team"), launch);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(crew::remove));
            crew.startOthers(recipe.processes());
            return crew;
        } catch (IOException failed) {
            throw new UserError(
                    "parallel: the other processes cannot be started (%s)".formatted(AtomicFiles.reason(failed)),
                    failed);
        }
    }

    /** Starts all others, or none. */
    private void startOthers(int processes) throws IOException {
        try {
            for (int rank = 1; rank < processes; rank++) {
                others.add(new ProcessBuilder(launch.command(rank, meeting))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(words(rank).toFile())
                        .start());
            }
        } catch (IOException failed) {
            close();
            throw failed;
        }
        for (int rank = 1; rank < processes; rank++) {
            watch(rank);
        }
    }

    private void watch(int rank) {
        Process process = others.get(rank - 1);
        Thread.ofPlatform().daemon(true).name("watch-" + rank).start(() -> {
            try {
                int code = process.waitFor();
                Thread.sleep(GRACE);
                end(rank, code);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private synchronized void end(int rank, int code) {
        if (done) {
            return;
        }
        done = true;
        launch.say()
                .accept("process %d of %d died (exit code %d%s); all are ended: %s"
                        .formatted(rank, others.size() + 1, code, lastWords(rank), launch.advice()));
        others.forEach(Process::destroyForcibly);
        remove();
        Runtime.getRuntime().halt(BROKEN);
    }

    private String lastWords(int rank) {
        try {
            List<String> said = Files.readAllLines(words(rank)).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("WARNING"))
                    .toList();
            return said.stream()
                    .filter(line -> WHY.matcher(line).find())
                    .findFirst()
                    .or(() -> said.stream().findFirst())
                    .map(line -> ": "
                            + line.strip()
                                    .substring(0, Math.min(LONGEST, line.strip().length())))
                    .orElse("");
        } catch (IOException unreadable) {
            return "";
        }
    }

    private Path words(int rank) {
        return meeting.resolve("errors-" + rank);
    }

    private void remove() {
        if (Files.isDirectory(meeting)) {
            AtomicFiles.remove(meeting);
        }
    }

    /** Ends this process when the one that started it is gone, which closes the other end of its input. */
    private static void endWithParent() {
        Thread.ofPlatform().daemon(true).name("parent").start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // nobody writes here
                }
                Runtime.getRuntime().halt(BROKEN);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        });
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the others are done too; what is left of them after that is ended. */
    @Override
    public void close() {
        boolean well = done;
        done = true;
        for (Process other : others) {
            if (!well || !await(other)) {
                other.destroyForcibly();
            }
        }
        remove();
    }

    private static boolean await(Process other) {
        try {
            return other.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
