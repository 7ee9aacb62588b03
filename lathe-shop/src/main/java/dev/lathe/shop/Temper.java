package dev.lathe.shop;

/** Chooses how a shopper talks. Every one of them lets an agent learn all that it needs. */
public enum Temper {
    /** Answers what is asked, and more when asked what else matters. */
    COOPERATIVE,
    /** Answers one thing at a time. */
    TERSE,
    /** Does not remember something when first asked, and does when asked again. */
    FORGETFUL,
    /** Tells all that is left at the second question, and answers nothing after it. */
    IMPATIENT,
    /** Says one thing, and later takes it back for another. */
    MIND_CHANGING,
    /** Misspeaks, and corrects it in the same breath. */
    SELF_CORRECTING,
    /** Names a lower ceiling first, and in the end the true one. */
    FLEXIBLE_BUDGET,
    /** Demands beside its wishes what no shop assistant may do. */
    ADVERSARIAL
}
