package dev.lathe.shop.shopper;

/**
 * Holds one turn of a shopper.
 *
 * @param observation what it saw
 * @param reply what it wrote
 */
public record Turn(String observation, String reply) {}
