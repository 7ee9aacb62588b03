package dev.lathe.train.pipeline;

import dev.lathe.core.Progress;
import dev.lathe.core.Trajectory;
import dev.lathe.shop.ShopTask;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.run.EvaluatedEpisode;
import dev.lathe.train.run.Evaluation;
import dev.lathe.train.run.Evaluation.Decoding;
import dev.lathe.train.run.EvaluationLog;
import dev.lathe.train.run.ShopFindings.Changed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what went wrong in episodes of the shop, and plays tasks with one wish changed. */
final class ShopInspection implements Inspection<ShopTask> {
    private final ShopSource source;
    private final Recipe recipe;
    private final Progress progress;
    private final ShopExam exam;

    ShopInspection(ShopSource source, Recipe recipe, Progress progress) {
        this.source = source;
        this.recipe = recipe;
        this.progress = progress;
        this.exam = source.exam();
    }

    @Override
    public Evaluation of(
            Evaluation evaluation, Evaluator<ShopTask> evaluator, List<ShopTask> tasks, List<Trajectory> episodes) {
        int each = episodes.size() / tasks.size();
        List<EvaluatedEpisode> firsts = kept(Inspection.firsts(episodes, each));
        List<Double> passed = each == 1 ? List.of() : FailureCounts.passHat(kept(episodes), each);
        Changed changed = evaluation.decoding() == Decoding.GREEDY ? changed(evaluator, tasks, firsts) : null;
        return evaluation.with(exam.of(tasks, firsts).with(passed, changed));
    }

    private @Nullable Changed changed(
            Evaluator<ShopTask> evaluator, List<ShopTask> tasks, List<EvaluatedEpisode> episodes) {
        List<ShopTask> changed =
                Counterfactual.of(source, tasks, recipe.evaluation().counterfactuals());
        if (changed.isEmpty()) {
            return null;
        }
        progress.phase("evaluate changed", changed.size(), "episodes");
        return exam.changed(tasks, episodes, changed, kept(evaluator.play(changed, Decoding.GREEDY, progress)));
    }

    private static List<EvaluatedEpisode> kept(List<Trajectory> episodes) {
        return episodes.stream().map(EvaluationLog::of).toList();
    }
}
