package dev.lathe.train.report;

import dev.lathe.core.Trajectory;
import dev.lathe.train.run.Baselines;
import dev.lathe.train.run.Evaluation;
import dev.lathe.train.run.Stage;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in words what files say in keys. */
final class Wording {
    /**
     * Names a shopper without training.
     *
     * @param name the words
     * @param fullSuccess 0 to 1
     */
    record Baseline(String name, double fullSuccess) {}

    private Wording() {}

    static String stage(Stage stage) {
        return switch (stage) {
            case INITIAL -> "at the start";
            case SFT -> "after SFT";
            case RL -> "after RL";
            case PREFERENCE -> "after preferences";
            case REWARD -> "after scoring";
            case DISTILLATION -> "after distillation";
            case ROLLOUT -> "as played";
        };
    }

    static String training(Stage stage) {
        return switch (stage) {
            case INITIAL -> "Before training";
            case SFT -> "Supervised training";
            case RL -> "Reinforcement learning";
            case PREFERENCE -> "Learning from preferences";
            case REWARD -> "Learning to score";
            case DISTILLATION -> "Distillation";
            case ROLLOUT -> "Episodes";
        };
    }

    static String decoding(Evaluation.Decoding decoding) {
        return of(decoding);
    }

    /** Says a constant in lower case. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String end(Trajectory.EndReason end) {
        return switch (end) {
            case TERMINATED -> "ended by itself";
            case TRUNCATED -> "turn limit";
            case TOKEN_LIMIT -> "token limit";
        };
    }

    static List<Baseline> baselines(@Nullable Baselines baselines) {
        if (baselines == null) {
            return List.of();
        }
        return List.of(
                new Baseline("random", baselines.random()),
                new Baseline("price-blind", baselines.priceBlind()),
                new Baseline("option-blind", baselines.optionBlind()),
                new Baseline("first result", baselines.firstResult()),
                new Baseline("fair oracle", baselines.fairOracle()));
    }
}
