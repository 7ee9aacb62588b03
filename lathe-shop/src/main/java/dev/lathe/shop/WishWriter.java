package dev.lathe.shop;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Says wishes the way people do: each in a clause of its own, with clause patterns of a split, phrases and an order drawn at random.
 * Whatever it says, a {@link WishReader} understands exactly.
 */
public final class WishWriter {
    private static final int FEN = 100;
    private static final int MOST_DRAFTS = 300;
    private static final int LATEST_CATEGORY = 2;

    private final World world;
    private final Lexicon lexicon;
    private final Language language;
    private final Phrasebook said;
    private final ClauseBook clauses;
    private final WishClauses more;
    private final WishReader reader;

    public WishWriter(World world, Language language) {
        this.world = world;
        this.lexicon = Lexicon.of(world);
        this.language = language;
        this.said = lexicon.phrasebook(language);
        this.clauses = lexicon.clauseBook(language);
        this.more = WishClauses.of(language);
        this.reader = new WishReader(world, language);
    }

    /** Returns the reader that understands what is written. */
    public WishReader reader() {
        return reader;
    }

    /**
     * Says wishes.
     *
     * @param about the category that was named before, or null if it is among the wishes
     * @throws IllegalStateException if no draft of many can be understood
     */
    public String say(
            Split split, List<Constraint> wishes, Ambiguity ambiguity, @Nullable String about, RandomGenerator random) {
        for (int draft = 0; draft < MOST_DRAFTS; draft++) {
            Ambiguity level = draft < MOST_DRAFTS / 2 ? ambiguity : Ambiguity.DESCRIBED;
            String text = draft(split, wishes, level, about, random);
            if (Set.copyOf(reader.read(text, about)).equals(Set.copyOf(wishes))) {
                return text;
            }
        }
        throw new IllegalStateException("no wording can be understood: " + wishes);
    }

    private String draft(
            Split split, List<Constraint> wishes, Ambiguity ambiguity, @Nullable String about, RandomGenerator random) {
        List<Constraint> order = new ArrayList<>(Draws.shuffled(wishes, random));
        String category = about;
        for (int i = 0; i < order.size(); i++) {
            if (order.get(i) instanceof Constraint.CategoryIs(String id)) {
                category = id;
                order.add(Math.min(i, random.nextInt(LATEST_CATEGORY + 1)), order.remove(i));
                break;
            }
        }
        List<String> words = new ArrayList<>();
        for (Constraint wish : order) {
            if (!words.isEmpty()) {
                words.addAll(Draws.one(clauses.joiners(), random));
            }
            words.addAll(clause(split, wish, ambiguity, category, random));
        }
        words.add(Sentences.stop(language));
        return Sentences.text(language, words);
    }

    private List<String> clause(
            Split split, Constraint wish, Ambiguity ambiguity, @Nullable String category, RandomGenerator random) {
        return switch (wish) {
            case Constraint.CategoryIs(String id) ->
                fill(of(ClauseKind.CATEGORY, split), Map.of("<c>", Draws.one(said.category(id), random)), random);
            case Constraint.AttributeIs(String id, String value)
            when id.equals(Attribute.BRAND) ->
                fill(
                        of(ClauseKind.BRAND, split),
                        Map.of(
                                "<b>",
                                List.of(lexicon.brands().value(value).name().in(language))),
                        random);
            case Constraint.AttributeIs(String id, String value)
            when value.equals(MarketLexicon.YES) ->
                fill(of(WishClauses.Kind.FLAG, split), Map.of("<v>", Draws.one(said.value(id, value), random)), random);
            case Constraint.AttributeIs(String id, String value) ->
                property(split, ClauseKind.ATTRIBUTE, id, value, ambiguity, category, random);
            case Constraint.OptionIs(String id, String value) ->
                property(split, ClauseKind.OPTION, id, value, ambiguity, category, random);
            case Constraint.NumberAtLeast(String id, int least) -> number(split, id, least, random);
            case Constraint.PriceAtMost(int fen) ->
                fill(of(ClauseKind.PRICE, split), Map.of("<n>", List.of(String.valueOf(fen / FEN))), random);
            case Constraint.RatingAtLeast(int tenths) ->
                fill(of(WishClauses.Kind.RATING, split), Map.of("<v>", known(more.ratings(), tenths)), random);
            case Constraint.DeliveredWithin(int days) ->
                fill(of(WishClauses.Kind.DELIVERY, split), Map.of("<v>", known(more.days(), days)), random);
        };
    }

    private static List<String> known(Map<Integer, List<String>> said, int number) {
        return Lexicon.known(said.get(number), "phrase", String.valueOf(number));
    }

    private List<String> number(Split split, String id, int least, RandomGenerator random) {
        if (!(world instanceof Market market)) {
            throw new IllegalArgumentException("no clause says a number of " + id);
        }
        Measure measure = Lexicon.known(market.marketLexicon().measures().get(id), "number", id);
        return fill(
                of(WishClauses.Kind.NUMBER, split),
                Map.of(
                        "<k>", Draws.one(said.cue(id), random),
                        "<q>", List.of(String.valueOf(least), measure.said().in(language))),
                random);
    }

    private List<String> property(
            Split split,
            ClauseKind kind,
            String id,
            String value,
            Ambiguity ambiguity,
            @Nullable String category,
            RandomGenerator random) {
        List<String> phrase = ambiguity == Ambiguity.PLAIN
                ? List.of(name(kind, id, value))
                : Draws.one(said.value(id, value), random);
        boolean alone = ambiguity == Ambiguity.VAGUE
                && category != null
                && reader.drawing(world.category(category), said.pool(id)).size() == 1;
        return alone
                ? fill(of(WishClauses.Kind.BARE, split), Map.of("<v>", phrase), random)
                : fill(of(kind, split), Map.of("<k>", Draws.one(said.cue(id), random), "<v>", phrase), random);
    }

    private String name(ClauseKind kind, String id, String value) {
        Text name = kind == ClauseKind.OPTION
                ? world.axis(id).value(value).name()
                : world.attribute(id).value(value).name();
        return name.in(language);
    }

    private List<Clause> of(ClauseKind kind, Split split) {
        return clauses.clauses(kind, split);
    }

    private List<Clause> of(WishClauses.Kind kind, Split split) {
        return more.clauses(kind, split);
    }

    private static List<String> fill(List<Clause> patterns, Map<String, List<String>> phrases, RandomGenerator random) {
        return Draws.one(patterns, random).fill(phrases);
    }

    /** Returns every word that wishes of this world may be said with, for a tokenizer of whole words. */
    Set<String> words() {
        Set<String> words = new HashSet<>(lexicon.words(language));
        more.clauses()
                .values()
                .forEach(kind -> kind.values()
                        .forEach(some -> some.forEach(clause -> clause.words().stream()
                                .filter(word -> !word.startsWith("<"))
                                .forEach(words::add))));
        return words;
    }
}
