package dev.lathe.train.run;

import java.util.Locale;

/** Names the part of a run that a step belongs to, or after which an evaluation was made. */
public enum Stage {
    /** Before any training. */
    INITIAL,
    /** Supervised training on demonstrations. */
    SFT,
    /** Reinforcement learning. */
    RL,
    /** Learning from preferences or judged answers. */
    PREFERENCE,
    /** Learning to score. */
    REWARD,
    /** Learning from teachers. */
    DISTILLATION,
    /** Episodes that were played for their own sake. */
    ROLLOUT;

    /** Returns the name that files use. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
