package dev.lathe.train.pipeline;

import dev.lathe.core.Progress;
import dev.lathe.core.UserError;
import dev.lathe.train.parallel.Crew;
import dev.lathe.train.parallel.Launch;
import dev.lathe.train.parallel.Team;
import dev.lathe.train.recipe.ParallelRecipe;
import dev.lathe.train.run.RunFolder;
import java.nio.file.Path;

/**
 * Runs a job in all processes of a team.
 *
 * @param runs the folder of all runs
 * @param name the run's name
 * @param resume whether to go on with a run of this name; else it must be new
 * @param recipe the resolved recipe, as YAML
 * @param progress hears how far the first process is
 */
record TeamRun(Path runs, String name, boolean resume, String recipe, Progress progress) {
    /** Is what each process does. */
    interface Job {
        /**
         * Runs the job.
         *
         * @param folder the run's in the first process; in others a place for files that nobody reads
         */
        Training.Result run(RunFolder folder, Progress progress, Team team);
    }

    /**
     * Runs the job in a folder, which is withdrawn if a mistake of the user comes to light in a new run.
     *
     * @throws UserError if the folder, or something that the job needs, is at fault
     */
    Training.Result run(ParallelRecipe parallel, Launch launch, Job job) {
        if (Launch.started()) {
            Path aside = Launch.meeting();
            try (RunFolder folder = RunFolder.create(aside, "run-of-" + Launch.rank(), recipe)) {
                return Crew.run(parallel, launch, team -> job.run(folder, Progress.SILENT, team));
            }
        }
        try (RunFolder folder = resume ? RunFolder.resume(runs, name, recipe) : RunFolder.create(runs, name, recipe)) {
            try {
                return Crew.run(parallel, launch, team -> job.run(folder, progress, team));
            } catch (UserError mistake) {
                if (!resume) {
                    folder.withdraw();
                }
                throw mistake;
            }
        }
    }
}
