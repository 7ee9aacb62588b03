package dev.lathe.shop.search;

/**
 * Chooses how an index of a market holds the words of a product.
 *
 * @param fields where the words are
 * @param analysis what the words are
 */
public record IndexForm(Fields fields, Analysis analysis) {
    /** One field, with the usual terms. */
    public static final IndexForm COMBINED = new IndexForm(Fields.COMBINED, Analysis.USUAL);

    /** Five fields, with the usual terms. */
    public static final IndexForm FIVE_FIELDS = new IndexForm(Fields.FIVE_FIELDS, Analysis.USUAL);

    /** Fields of an index. */
    public enum Fields {
        /** One field, in which each word counts as often as its place is worth. */
        COMBINED,
        /** A field each for title, brand, category, attributes and options; a word scores by the best of them. */
        FIVE_FIELDS
    }

    public IndexForm with(Analysis other) {
        return new IndexForm(fields, other);
    }

    /** Returns what tells indexes of one market apart; the usual terms are not named. */
    String name() {
        return analysis.equals(Analysis.USUAL)
                ? fields.name()
                : "%s %s %s".formatted(fields, analysis.english(), analysis.chinese());
    }
}
