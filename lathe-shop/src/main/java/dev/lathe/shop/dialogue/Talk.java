package dev.lathe.shop.dialogue;

/**
 * Holds how far a talk has come. Sets of constraints are bits, by their place in the task.
 *
 * @param told what the shopper told
 * @param questions questions so far
 * @param proposals proposals so far
 * @param mistakes proposals that were refused because something was wrong
 * @param forgot whether the shopper forgot something already
 * @param decoy the place of the constraint of which something else was said and not yet taken back, or -1
 * @param revised whether something was taken back already
 * @param verdict what the shopper said of the last proposal
 */
public record Talk(
        long told,
        int questions,
        int proposals,
        int mistakes,
        boolean forgot,
        int decoy,
        boolean revised,
        Verdict verdict) {
    /** Nothing was said yet. */
    public static final Talk NONE = new Talk(0, 0, 0, 0, false, -1, false, Verdict.NONE);

    /** Says what a shopper thinks of what was proposed last. */
    public enum Verdict {
        NONE,
        REFUSED,
        ACCEPTED
    }

    /** Returns whether the shopper told the wish of a place. */
    public boolean has(int place) {
        return (told >> place & 1) == 1;
    }

    Talk tell(int place) {
        return new Talk(told | 1L << place, questions, proposals, mistakes, forgot, decoy, revised, verdict);
    }

    Talk asked() {
        return new Talk(told, questions + 1, proposals, mistakes, forgot, decoy, revised, verdict);
    }

    Talk proposed(Verdict said) {
        return new Talk(told, questions, proposals + 1, mistakes, forgot, decoy, revised, said);
    }

    Talk mistaken() {
        return new Talk(told, questions, proposals, mistakes + 1, forgot, decoy, revised, verdict);
    }

    Talk forgetting() {
        return new Talk(told, questions, proposals, mistakes, true, decoy, revised, verdict);
    }

    Talk misleading(int place) {
        return new Talk(told, questions, proposals, mistakes, forgot, place, revised, verdict);
    }

    Talk takingBack() {
        return new Talk(told, questions, proposals, mistakes, forgot, -1, true, verdict);
    }
}
