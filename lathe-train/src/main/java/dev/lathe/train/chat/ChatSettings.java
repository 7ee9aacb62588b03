package dev.lathe.train.chat;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Range;

/** Says how a policy answers a person. */
@Doc("How a policy answers a person.")
public record ChatSettings(
        @Doc("Temperature of sampling; 0 takes the most likely token.") @Range(min = 0, max = 10) @Default("0.7")
        double temperature,

        @Doc("Tokens of one reply.") @Range(min = 1) @Default("512")
        int maxTokens,

        @Doc("Tokens of the whole conversation.") @Range(min = 16) @Default("2048")
        int contextTokens,

        @Doc("Decides the draws.") @Default("0") long seed,

        @Doc("What the policy is told before the conversation; nothing if empty.") @Default("''")
        String system,

        @Doc("Threads inside one operation; 0 for one a core.") @Range(min = 0, max = 1024) @Default("0")
        int threads) {}
