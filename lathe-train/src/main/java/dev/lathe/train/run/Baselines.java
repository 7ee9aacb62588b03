package dev.lathe.train.run;

/**
 * Holds the full success of shoppers that need no training, on the same tasks as the evaluations, each 0 to 1.
 *
 * @param random acts at random
 * @param firstResult searches perfectly, takes the first result and the right options, verifies nothing
 * @param priceBlind verifies all but the price
 * @param optionBlind verifies all but the options
 * @param fairOracle sees only what an agent sees, and does everything right
 */
public record Baselines(double random, double firstResult, double priceBlind, double optionBlind, double fairOracle) {}
