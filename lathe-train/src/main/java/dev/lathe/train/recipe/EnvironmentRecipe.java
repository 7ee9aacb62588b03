package dev.lathe.train.recipe;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Name;
import dev.lathe.core.recipe.Range;
import dev.lathe.shop.Catalogue;
import dev.lathe.shop.Difficulty;
import dev.lathe.shop.Language;
import dev.lathe.shop.Market;
import dev.lathe.shop.Scenario;
import dev.lathe.shop.World;
import dev.lathe.shop.action.ActionFormat;
import dev.lathe.shop.desk.DeskFamily;
import dev.lathe.shop.session.ShopSettings;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses where the policy acts. */
@Doc("The environment.")
public sealed interface EnvironmentRecipe {
    /** The shop. */
    @Doc("The shop: find and buy what an instruction asks for.")
    record Shop(
            @Doc("Language of pages and instructions; in both, tasks take turns.") @Default("en")
            ShopLanguage language,

            @Doc("Products in the catalogue, eight to a family.") @Range(min = 800, max = 2_000_000) @Default("20000")
            int products,

            @Doc("Seed of the catalogue, which is part of the world and not of the run.") @Default("0")
            long catalogueSeed,

            @Doc("Turns after which an episode ends without a score.") @Range(min = 1, max = 1000) @Default("30")
            int turnLimit,

            @Doc("Invalid actions after which an episode ends without a score.")
            @Range(min = 1, max = 1000)
            @Default("5")
            int invalidLimit,

            @Doc("Whether a message before the task explains the shop: for pretrained policies.") @Default("false")
            boolean guide,

            @Doc("How actions are written: text, json, or as in ShopSimulator's paper react (Thought, Action) or typed"
                    + " (Thought, Action_type, Action_content).")
            @Default("text")
            ActionFormat format,

            @Doc("Probability that the shopper of the demonstrations overlooks that an item or a price is wrong.")
            @Range(min = 0, max = 1)
            @Default("0")
            double carelessness,

            @Doc("The score to train on.") @Default("strict")
            ShopReward reward,

            @Doc("Share of the strict score where the reward is blend; the rest is the loose one.")
            @Range(min = 0, max = 1)
            @Default("0.5")
            double blend,

            @Doc("Discount of the potential where the reward is potential: that of rl.algorithm.returns.")
            @Range(min = 0.01, max = 1)
            @Default("0.95")
            double shapingDiscount,

            @Doc(
                    "What an agent has beside the request: a profile of the shopper, and the shopper to ask; none for the main"
                            + " job's requests, which tell everything in a wording of their own.")
            @Nullable
            Scenario scenario,

            @Doc("What is sold: small, a few categories without ratings and stock; market, a thousand with them.")
            @Default("small")
            ShopWorld world,

            @Doc(
                    "How hard tasks are that have a scenario or are of the market: how much is wished, how vaguely, and how much must"
                            + " be asked for.")
            @Default("medium")
            ShopDifficulty difficulty,

            @Doc(
                    "Training tasks over which they go from easy over medium to hard, in each phase anew; 0 leaves difficulty as it is.")
            @Range(min = 0)
            @Default("0")
            long curriculum)
            implements EnvironmentRecipe {
        /** Returns whether tasks are the main job's: of the small world, and without a scenario. */
        public boolean isPlain() {
            return scenario == null && world == ShopWorld.SMALL;
        }

        /** Returns what an agent has where tasks are not plain. */
        public Scenario played() {
            return scenario == null ? Scenario.SINGLE : scenario;
        }

        /** Returns how hard a training task is. */
        public Difficulty difficulty(long number) {
            return curriculum == 0 ? difficulty.axes() : Difficulty.at((double) number / curriculum);
        }

        /** Makes the world. */
        public World open() {
            return switch (world) {
                case SMALL -> Catalogue.generate(catalogueSeed, products);
                case MARKET -> new Market(catalogueSeed, products, Market.TWINS);
            };
        }

        /** Returns how the shop is presented in one of its languages. */
        public ShopSettings settings(Language spoken) {
            return new ShopSettings(spoken, format, turnLimit, invalidLimit, guide, ShopSettings.PAGE_SIZE);
        }
    }

    /** Worlds of the shop. */
    enum ShopWorld {
        /** 60 categories, of which a policy from scratch knows every word. */
        SMALL,
        /** 1,020 categories with numbers, flags, ratings, stock and delivery. */
        MARKET
    }

    /** Steps of the shop's difficulty. */
    enum ShopDifficulty {
        EASY,
        MEDIUM,
        HARD;

        /** Returns the axes of this step. */
        public Difficulty axes() {
            return switch (this) {
                case EASY -> Difficulty.EASY;
                case MEDIUM -> Difficulty.MEDIUM;
                case HARD -> Difficulty.HARD;
            };
        }
    }

    /** Scores of a purchase. */
    enum ShopReward {
        /** The product of all parts. */
        STRICT,
        /** The share of constraints met. */
        LOOSE,
        /** 1 if everything fits. */
        SUCCESS,
        /** A part of the strict score, and the rest of the loose one. */
        BLEND,
        /** The parts type, attributes, options and price, each compared within the group on its own. */
        VECTOR,
        /** The strict score, and on the way the change of a potential, which leaves what is best to do as it is. */
        POTENTIAL
    }

    /** Errands at the desk of the market. */
    @Doc("Errands in a market, with a cart, vouchers, orders and returns: for pretrained policies.")
    record Errands(
            @Doc("Language of pages and errands.") @Default("en")
            Language language,

            @Doc("Products in the market.") @Range(min = 800, max = 2_000_000) @Default("20000")
            int products,

            @Doc("Seed of the market, which is part of the world and not of the run.") @Default("0")
            long catalogueSeed,

            @Doc("The only sort of errands; all in turn if not given.") @Nullable
            DeskFamily family,

            @Doc("Turns after which an errand ends without success.") @Range(min = 1, max = 1000) @Default("60")
            int turnLimit,

            @Doc("Invalid actions after which an errand ends without success.")
            @Range(min = 1, max = 1000)
            @Default("5")
            int invalidLimit,

            @Doc("Whether a message before the errand explains the actions.") @Default("true")
            boolean guide)
            implements EnvironmentRecipe {
        /** Makes the market. */
        public Market open() {
            return new Market(catalogueSeed, products, Market.TWINS);
        }

        /** Returns how the shop is presented. */
        public ShopSettings settings() {
            return new ShopSettings(
                    language, ActionFormat.TEXT, turnLimit, invalidLimit, guide, ShopSettings.PAGE_SIZE);
        }
    }

    /** Generated sums and differences. */
    @Doc("Sums and differences, worked out in writing; only the result is rewarded.")
    record Arithmetic(
            @Doc("Digits of the greatest number.") @Range(min = 1, max = 6) @Default("2")
            int digits,

            @Doc("Probability of a slip in each digit of the demonstrations.") @Range(min = 0, max = 1) @Default("0")
            double carelessness)
            implements EnvironmentRecipe {}

    /** Mathematics with a final number. */
    @Doc("Word problems whose final number is checked.")
    @Name("gsm8k")
    record Gsm8k(
            @Doc("JSON lines with question and answer.") Path data,

            @Doc("Problems at the end of the file that are kept for evaluation.") @Range(min = 0) @Default("64")
            int heldOut,

            @Doc("What stands before each question and says how the answer is to be written.")
            @Default(
                    "Solve the problem step by step. End with the final answer as a number on a line of its own, after ####.")
            String instruction)
            implements EnvironmentRecipe {}

    /** Questions with one reply each. */
    @Doc("Questions of a file, each answered by one reply that graders score.")
    record Questions(
            @Doc("JSON lines, one question each.") Path data,

            @Doc("Graders and their weights; what a grader needs of a row, it names.")
            List<RewardRecipe> rewards,

            @Doc("Key of the question.") @Default("prompt") String prompt,

            @Doc("Key of a reply to learn from in supervised phases.") @Nullable
            String solution,

            @Doc("Questions at the end of the file that are kept for evaluation.") @Range(min = 0) @Default("64")
            int heldOut,

            @Doc("What stands before each question, as the system's message.") @Nullable
            String instruction)
            implements EnvironmentRecipe {
        public Questions withData(Path file) {
            return new Questions(file, rewards, prompt, solution, heldOut, instruction);
        }

        /** Returns the highest reward. */
        public double bestReward() {
            return rewards.stream()
                    .mapToDouble(part -> Math.max(0, part.weight()))
                    .sum();
        }
    }

    /** Returns the kind that recipes name. */
    default String name() {
        return switch (this) {
            case Shop shop -> "shop";
            case Errands errands -> "errands";
            case Arithmetic arithmetic -> "arithmetic";
            case Gsm8k gsm8k -> "gsm8k";
            case Questions questions -> "questions";
        };
    }

    /** Returns whether there is a list of all words that pages and replies are made of. */
    default boolean hasVocabulary() {
        return switch (this) {
            case Shop shop -> true;
            case Arithmetic arithmetic -> true;
            case Errands errands -> false;
            case Gsm8k gsm8k -> false;
            case Questions questions -> false;
        };
    }

    /** Returns whether an episode can have more than one turn; each such environment also tells its states apart. */
    default boolean hasTurns() {
        return switch (this) {
            case Shop shop -> shop.turnLimit > 1;
            case Errands errands -> errands.turnLimit > 1;
            case Arithmetic arithmetic -> false;
            case Gsm8k gsm8k -> false;
            case Questions questions -> false;
        };
    }
}
