package dev.lathe.train.recipe;

import dev.lathe.algorithm.ReturnEstimator;
import dev.lathe.core.UserError;
import java.util.List;

/** Refuses recipes that ask for what cannot be, before anything is loaded. */
public final class Feasibility {
    private Feasibility() {}

    /**
     * Checks what the parts of a recipe ask of each other.
     *
     * @throws UserError if they do not fit: one line that says what would
     */
    public static void require(Recipe recipe) {
        EnvironmentRecipe environment = recipe.environment();
        if (recipe.policy() instanceof PolicyRecipe.FromScratch && !environment.hasVocabulary()) {
            throw new UserError("policy.kind: from_scratch needs an environment with a vocabulary, such as the shop;"
                    + " use pretrained here");
        }
        boolean parts = recipe.sft().phases().stream()
                .anyMatch(phase -> phase.firstTurns() + phase.itemPages() + phase.requests() > 0);
        if (parts && !(environment instanceof EnvironmentRecipe.Shop)) {
            throw new UserError(
                    "sft.phases: %s has whole episodes alone; use episodes in place of first_turns, item_pages and requests"
                            .formatted(environment.name()));
        }
        if (environment instanceof EnvironmentRecipe.Questions questions) {
            requireRewards(questions);
            requireSolutions(questions, recipe.sft());
        }
        requireLessons(recipe);
        requireRoom(recipe);
        if (environment instanceof EnvironmentRecipe.Shop shop
                && shop.reward() == EnvironmentRecipe.ShopReward.POTENTIAL
                && recipe.rl().steps() > 0) {
            requireStepRewards(recipe, shop.shapingDiscount());
        }
    }

    private static void requireLessons(Recipe recipe) {
        for (SftRecipe.Phase phase : recipe.sft().phases()) {
            if (phase.lessons() == 0) {
                throw new UserError(
                        "sft.phases: a phase without lessons; give it episodes, first_turns, item_pages or requests");
            }
            if (phase.validateEvery() > 0 && recipe.evaluation().validation() == 0) {
                throw new UserError(
                        "sft.phases: validate_every needs evaluation.validation, a number of tasks above 0");
            }
        }
    }

    private static void requireRewards(EnvironmentRecipe.Questions questions) {
        List<String> names =
                questions.rewards().stream().map(RewardRecipe::named).toList();
        if (questions.bestReward() == 0) {
            throw new UserError("environment.rewards: at least one grader needs a weight above 0, such as"
                    + " [{grader: {kind: mathematics}}]");
        }
        if (!names.stream().allMatch(name -> name.matches("[a-z][a-z0-9_]{0,63}"))) {
            throw new UserError("environment.rewards: a name has lower-case letters, digits and _, not " + names);
        }
        if (names.stream().distinct().count() < names.size()) {
            throw new UserError(
                    "environment.rewards: each needs a name of its own, not %s; give them by name".formatted(names));
        }
    }

    private static void requireSolutions(EnvironmentRecipe.Questions questions, SftRecipe sft) {
        if (questions.solution() == null && !sft.phases().isEmpty()) {
            throw new UserError(
                    "sft.phases: questions have nothing to learn from without environment.solution, the key of a reply");
        }
    }

    /** A potential cancels over an episode: it is felt only where steps are rewarded, and harmless only under the same discount. */
    private static void requireStepRewards(Recipe recipe, double discount) {
        ReturnEstimator returns = recipe.rl()
                .algorithm()
                .algorithm(recipe.compute().conversationTokens())
                .returns();
        if (!returns.equals(new ReturnEstimator.DiscountedChunkReturn(discount, true))) {
            throw new UserError(
                    ("environment.reward: potential needs rl.algorithm.returns: {kind: chunks, gamma: %s, step_rewards:"
                                    + " true}, whose gamma is environment.shaping_discount")
                            .formatted(discount));
        }
    }

    private static void requireRoom(Recipe recipe) {
        int turn = recipe.rl().turnTokens();
        int all = recipe.compute().conversationTokens();
        if (turn >= all) {
            throw new UserError(
                    "rl.turn_tokens: %d leave no room for a prompt in compute.conversation_tokens (%d); make it larger"
                            .formatted(turn, all));
        }
    }

    /**
     * Checks what the parts of a recipe with a method ask of each other.
     *
     * @throws UserError if they do not fit: one line that says what would
     */
    public static void require(TuneRecipe recipe) {
        if (recipe.policy() instanceof PolicyRecipe.FromScratch) {
            throw new UserError("policy.kind: from_scratch has no words to read data with; use pretrained or shrunk");
        }
        if (recipe.method() instanceof MethodRecipe.Kto && recipe.batch() < 2) {
            throw new UserError("batch: kto compares with answers to other prompts and needs at least 2 rows, not %d"
                    .formatted(recipe.batch()));
        }
    }
}
