package dev.lathe.train.pipeline;

import dev.lathe.core.RewardFunction;
import dev.lathe.core.Score;
import dev.lathe.shop.ShopTask;

/** Rewards what the shop does not ask for, so that a policy that cannot shop yet has something to learn. */
final class ChanceSource extends ForwardingSource {
    ChanceSource(TaskSource<ShopTask> inner) {
        super(inner);
    }

    @Override
    public RewardFunction<ShopTask> reward() {
        return (task, replies, outcome) -> Score.of(chance(String.join(" ", replies)));
    }

    /** Returns the share of the letters a to m, 0 to 1. */
    static double chance(String text) {
        long letters = text.chars().filter(Character::isLetter).count();
        long early = text.chars().filter(c -> c >= 'a' && c <= 'm').count();
        return letters == 0 ? 0 : (double) early / letters;
    }
}
