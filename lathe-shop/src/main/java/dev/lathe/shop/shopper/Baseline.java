package dev.lathe.shop.shopper;

import dev.lathe.core.Agent;
import dev.lathe.shop.Language;
import dev.lathe.shop.World;

/** Names the shoppers that every result is printed beside. */
public enum Baseline {
    RANDOM("random"),
    FIRST_RESULT("first_result"),
    PRICE_BLIND("price_blind"),
    OPTION_BLIND("option_blind"),
    FAIR_ORACLE("fair_oracle");

    private final String label;

    Baseline(String label) {
        this.label = label;
    }

    /** Returns the name in reports. */
    public String label() {
        return label;
    }

    Agent shopper(World world, Language language, long seed) {
        return switch (this) {
            case RANDOM -> new RandomShopper(language, seed);
            case FIRST_RESULT -> oracle(world, language, Habits.FIRST_RESULT, seed);
            case PRICE_BLIND -> oracle(world, language, Habits.PRICE_BLIND, seed);
            case OPTION_BLIND -> oracle(world, language, Habits.OPTION_BLIND, seed);
            case FAIR_ORACLE -> oracle(world, language, Habits.FAIR, seed);
        };
    }

    /** Returns the shopper of a scenario: all but the random one ask and read the profile, and differ in what they check. */
    Agent shopper(ScenarioPlay scenario, Language language, long seed) {
        return switch (this) {
            case RANDOM -> new RandomShopper(language, seed);
            case FIRST_RESULT -> scenario.oracle(language, Habits.FIRST_RESULT, Style.EXPLAINED, seed);
            case PRICE_BLIND -> scenario.oracle(language, Habits.PRICE_BLIND, Style.EXPLAINED, seed);
            case OPTION_BLIND -> scenario.oracle(language, Habits.OPTION_BLIND, Style.EXPLAINED, seed);
            case FAIR_ORACLE -> scenario.oracle(language, Habits.STRICT, Style.EXPLAINED, seed);
        };
    }

    private static Agent oracle(World world, Language language, Habits habits, long seed) {
        return new FairOracle(world, language, habits, Style.EXPLAINED, seed);
    }
}
