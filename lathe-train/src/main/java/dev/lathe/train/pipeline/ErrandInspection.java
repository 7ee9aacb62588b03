package dev.lathe.train.pipeline;

import dev.lathe.core.Trajectory;
import dev.lathe.shop.desk.DeskTask;
import dev.lathe.shop.desk.ErrandExaminer.Examined;
import dev.lathe.shop.desk.Goal;
import dev.lathe.train.run.EvaluatedEpisode;
import dev.lathe.train.run.Evaluation;
import dev.lathe.train.run.EvaluationLog;
import dev.lathe.train.run.ShopFindings;
import java.util.List;
import java.util.TreeMap;

/** Says what went wrong in errands. */
final class ErrandInspection implements Inspection<DeskTask> {
    private final ErrandSource source;

    ErrandInspection(ErrandSource source) {
        this.source = source;
    }

    @Override
    public Evaluation of(
            Evaluation evaluation, Evaluator<DeskTask> evaluator, List<DeskTask> errands, List<Trajectory> episodes) {
        int each = episodes.size() / errands.size();
        List<EvaluatedEpisode> all = episodes.stream().map(EvaluationLog::of).toList();
        List<EvaluatedEpisode> firsts = Inspection.firsts(episodes, each).stream()
                .map(EvaluationLog::of)
                .toList();
        List<Double> passed = each == 1 ? List.of() : FailureCounts.passHat(all, each);
        return evaluation.with(findings(errands, firsts).with(passed, null));
    }

    ShopFindings findings(List<DeskTask> errands, List<EvaluatedEpisode> episodes) {
        var failures = new FailureCounts();
        for (int place = 0; place < episodes.size(); place++) {
            if (!episodes.get(place).succeeded()) {
                Examined examined =
                        source.examined(errands.get(place), episodes.get(place).replies());
                failures.add(
                        examined.diagnosis(), step -> examined.steps().get(step).verb());
            }
        }
        return new ShopFindings(
                DeskTask.hash(errands),
                Goal.VERSION,
                episodes.size(),
                failures.failed(),
                new TreeMap<>(),
                failures.errors(),
                failures.fatal(),
                List.of(),
                FailureCounts.efficiency(episodes, place -> source.par(errands.get(place))),
                null,
                null);
    }
}
