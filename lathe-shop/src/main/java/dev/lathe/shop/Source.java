package dev.lathe.shop;

/** Says where an agent can learn of a constraint. */
public enum Source {
    /** The request states it. */
    SAID,
    /** The profile of the shopper holds it. */
    PROFILE,
    /** The shopper tells when asked. */
    ASKED
}
