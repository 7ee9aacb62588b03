package dev.lathe.train.report;

import dev.lathe.core.Chunk;
import dev.lathe.core.Metrics;
import dev.lathe.core.PolicyVersion;
import dev.lathe.core.Score;
import dev.lathe.core.TokenSpan;
import dev.lathe.core.Trajectory;
import dev.lathe.train.run.Baselines;
import dev.lathe.train.run.Evaluation;
import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.MetricsLog;
import dev.lathe.train.run.RunFolder;
import dev.lathe.train.run.Stage;
import dev.lathe.train.run.Summary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Makes a run that looks like a real one. */
final class DemoRun {
    static final String TASK = "I need something to boil water in, by norvik, in glass, red & large, under 245 <yuan>.";
    static final String CHINESE_TASK = "想买一个诺维克牌的烧水壶，要玻璃的，红色大号，二百四十五元以内。";

    private static final int SFT_STEPS = 900;
    private static final int RL_STEPS = 120;

    private DemoRun() {}

    static Path write(Path root) {
        String recipe = "name: shop\nseed: 7\nrl:\n  steps: 120\n  note: \"<b>&\"\n";
        try (RunFolder run = RunFolder.create(root, "demo", recipe)) {
            try (MetricsLog log = MetricsLog.open(run, 0)) {
                logSteps(log);
            }
            summary().write(run.summary());
            Report.write(run, summary(), pairs());
            return run.report();
        }
    }

    static Summary summary() {
        return new Summary(
                "shop",
                7,
                871.4,
                2_413_568,
                List.of(
                        evaluation(Stage.INITIAL, Evaluation.Decoding.GREEDY, 0, 0.01, 0.02),
                        evaluation(Stage.INITIAL, Evaluation.Decoding.SAMPLED, 1, 0.02, 0.03),
                        evaluation(Stage.SFT, Evaluation.Decoding.GREEDY, 322, 0.71, 0.82),
                        evaluation(Stage.SFT, Evaluation.Decoding.SAMPLED, 281, 0.64, 0.77),
                        evaluation(Stage.RL, Evaluation.Decoding.GREEDY, 391, 0.83, 0.90),
                        evaluation(Stage.RL, Evaluation.Decoding.SAMPLED, 379, 0.81, 0.88)),
                new Baselines(0.002, 0.412, 0.196, 0.224, 0.998),
                "5f2c9be01d77aa10");
    }

    static List<ConversationPair> pairs() {
        var first = new ConversationPair(
                TASK,
                new ConversationPair.Attempt(wrong(), Map.of(2, "price not compared: 289 is more than 245")),
                new ConversationPair.Attempt(right(), Map.of()));
        return List.of(
                first,
                ConversationPair.of(CHINESE_TASK, right(), right()),
                ConversationPair.of("no <change>", right(), wrong()));
    }

    private static Evaluation evaluation(
            Stage stage, Evaluation.Decoding decoding, int successes, double strict, double loose) {
        return Evaluation.of(stage, "held-out", decoding, 500, successes, strict, loose, 7.25, 2.5, 0.9);
    }

    private static void logSteps(MetricsLog log) {
        var random = new SplittableRandom(1);
        for (int step = 1; step <= SFT_STEPS; step++) {
            double noise = 1 + 0.2 * (random.nextDouble() - 0.5);
            Metrics metrics = Metrics.of("loss", (0.08 + 6 * Math.exp(-step / 90.0)) * noise)
                    .with("gradient_norm", step == 400 ? Double.NaN : (0.3 + 4 * Math.exp(-step / 60.0)) * noise)
                    .with("learning_rate", 3e-4 * Math.min(1, step / 50.0) * (1 - 0.9 * step / SFT_STEPS))
                    .with("tokens_per_second", 31_000 * noise)
                    .with("forward_backward_seconds", 0.31)
                    .with("optimizer_seconds", 0.05);
            if (step % 100 == 0) {
                metrics = metrics.with("validation_success", 0.62 * (1 - Math.exp(-step / 250.0)))
                        .with("validation_seconds", 6.0);
            }
            log.log(new MetricsLine(step, Stage.SFT, step * 0.4 + step / 100 * 6, metrics));
        }
        double begun = SFT_STEPS * 0.4 + 9 * 6;
        for (int step = 1; step <= RL_STEPS; step++) {
            double noise = random.nextDouble() - 0.5;
            Metrics metrics = Metrics.of("reward_mean", 0.64 + 0.18 * (1 - Math.exp(-step / 40.0)) + 0.06 * noise)
                    .with("success_mean", 0.55 + 0.2 * (1 - Math.exp(-step / 40.0)) + 0.08 * noise)
                    .with("entropy", 0.21 * Math.exp(-step / 80.0) * (1 + 0.2 * noise))
                    .with("kl", 0.0004 * step * (1 + noise))
                    .with("ratio_max", 1.02 + 0.05 * Math.abs(noise))
                    .with("gradient_norm", 0.4 + 0.3 * Math.abs(noise))
                    .with("groups_without_signal", Math.floor(10 + 12.0 * step / RL_STEPS + 4 * noise))
                    .with("log_prob_difference_max", 3e-6 * (1 + noise))
                    .with("tokens_per_second", 12_000 + 900 * noise)
                    .with("rollout_seconds", 2.1)
                    .with("log_prob_seconds", 0.3)
                    .with("forward_backward_seconds", 0.9)
                    .with("optimizer_seconds", 0.06);
            log.log(new MetricsLine(SFT_STEPS + step, Stage.RL, begun + step * 3.5, metrics));
        }
        log.log(new MetricsLine(
                SFT_STEPS + RL_STEPS + 1,
                Stage.RL,
                begun + RL_STEPS * 3.5 + 30,
                Metrics.of("held_out_success_greedy", 0.782)));
    }

    private static Trajectory wrong() {
        return trajectory(
                new Score(
                        0.75,
                        Metrics.of("type", 1)
                                .with("attributes", 1)
                                .with("options", 1)
                                .with("price", 0)),
                turn(
                        "click[#1]",
                        "item #1 norvik aurora kettle\nmaterial: glass\nlid: steel\ncolor: blue red\nsize: s m l\nfrom 199"),
                turn("material= glass material: glass ok color= red color: blue red ok ; choose[red]", "color red"),
                turn("choose[l]", "color red size l\nprice: 289"),
                turn("price: 289 max= 245 h2 h2 eq t8 t4 lt ok ; buy[]", ""));
    }

    private static Trajectory right() {
        return trajectory(
                new Score(
                        1,
                        Metrics.of("type", 1)
                                .with("attributes", 1)
                                .with("options", 1)
                                .with("price", 1)),
                turn("材质= 玻璃 材质: 木头 no ; click[#2]", "item #2 诺维克 极光 水壶\n材质: 玻璃\n颜色: 红 蓝\n起价 199"),
                turn("材质= 玻璃 材质: 玻璃 ok 颜色= 红 颜色: 红 ok ; choose[红]", "颜色 红\nprice: 239"),
                turn("price: 239 max= 245 h2 h2 eq t3 t4 lt ok ; buy[]", ""));
    }

    private record Turn(String action, String observation) {}

    private static Turn turn(String action, String observation) {
        return new Turn(action, observation);
    }

    private static Trajectory trajectory(Score score, Turn... turns) {
        PolicyVersion version = PolicyVersion.INITIAL;
        int[] tokens = {1};
        List<Chunk> chunks = new ArrayList<>();
        for (Turn turn : turns) {
            chunks.add(new Chunk(
                    TokenSpan.model(tokens, new float[] {-0.1f}, version),
                    turn.action(),
                    TokenSpan.environment(tokens, version),
                    turn.observation(),
                    0));
        }
        String prompt = TASK + "\n";
        return new Trajectory(
                "held-out/1",
                1,
                TokenSpan.prompt(tokens, version),
                prompt,
                chunks,
                Metrics.of("success", score.value() == 1 ? 1 : 0)
                        .with("turns", turns.length)
                        .with("items_opened", 1),
                score,
                Trajectory.EndReason.TERMINATED);
    }
}
