package dev.lathe.shop;

import dev.lathe.shop.WishPhrases.Phrase;
import dev.lathe.shop.WishSense.OfBrand;
import dev.lathe.shop.WishSense.OfCategory;
import dev.lathe.shop.WishSense.OfCue;
import dev.lathe.shop.WishSense.OfDays;
import dev.lathe.shop.WishSense.OfNumber;
import dev.lathe.shop.WishSense.OfPrice;
import dev.lathe.shop.WishSense.OfRating;
import dev.lathe.shop.WishSense.OfValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what somebody wishes by the phrases of a world: at each place the longest that means something. What a value is about is said
 * by the property beside it, or follows from the category where only one of its properties has such values. Of two things said about
 * one property the later counts. Immutable.
 */
public final class WishReader {
    private static final int FEN = 100;

    private final World world;
    private final Lexicon lexicon;
    private final Phrasebook said;
    private final WishPhrases phrases;
    private final Segmenter segmenter;

    public WishReader(World world, Language language) {
        this.world = world;
        this.lexicon = Lexicon.of(world);
        this.said = lexicon.phrasebook(language);
        this.phrases = new WishPhrases(world, language);
        Set<String> known = new HashSet<>(phrases.words());
        known.addAll(lexicon.clauseBook(language).words());
        this.segmenter = new Segmenter(language, known);
    }

    /**
     * Returns the wishes that a text states, in the order category, brand, the rest as it was said.
     *
     * @param about the category that was named before, if any: it tells what a value is about
     */
    public List<Constraint> read(String text, @Nullable String about) {
        List<List<WishSense>> senses = senses(segmenter.words(text.toLowerCase(Locale.ROOT)));
        Map<String, Constraint> wishes = new LinkedHashMap<>();
        String category = about;
        for (List<WishSense> each : senses) {
            if (each.getFirst() instanceof OfCategory(String id)) {
                category = id;
                wishes.put("category", new Constraint.CategoryIs(id));
            }
        }
        for (List<WishSense> each : senses) {
            simple(each.getFirst(), wishes);
        }
        Category schema = category == null ? null : world.category(category);
        properties(senses, schema, wishes);
        return List.copyOf(wishes.values());
    }

    /** Returns the properties that a text names, as ids of attributes and option axes; the brand is one, and price too. */
    public Set<String> kinds(String text) {
        Set<String> kinds = new HashSet<>();
        for (List<WishSense> each : senses(segmenter.words(text.toLowerCase(Locale.ROOT)))) {
            each.forEach(sense -> {
                if (sense instanceof OfCue(String kind)) {
                    kinds.add(kind);
                }
            });
        }
        return kinds;
    }

    private static void simple(WishSense sense, Map<String, Constraint> wishes) {
        switch (sense) {
            case OfBrand(String brand) ->
                wishes.put(Attribute.BRAND, new Constraint.AttributeIs(Attribute.BRAND, brand));
            case OfNumber(String attribute, int number) ->
                wishes.put(attribute, new Constraint.NumberAtLeast(attribute, number));
            case OfPrice(int fen) -> wishes.put("price", new Constraint.PriceAtMost(fen));
            case OfRating(int tenths) -> wishes.put("rating", new Constraint.RatingAtLeast(tenths));
            case OfDays(int days) -> wishes.put("delivery", new Constraint.DeliveredWithin(days));
            case OfCategory of -> {}
            case OfCue of -> {}
            case OfValue of -> {}
        }
    }

    private List<List<WishSense>> senses(List<String> words) {
        List<List<WishSense>> senses = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            OptionalInt number = Numerals.number(words.get(at));
            Phrase phrase = phrases.longest(words, at);
            if (!phrase.senses().isEmpty()) {
                senses.add(phrase.senses());
                at += phrase.words().size();
            } else if (number.isPresent()) {
                String measured = at + 1 < words.size() ? phrases.measured(words.get(at + 1)) : "";
                senses.add(List.of(
                        measured.isEmpty()
                                ? new OfPrice(number.getAsInt() * FEN)
                                : new OfNumber(measured, number.getAsInt())));
                at += measured.isEmpty() ? 1 : 2;
            } else {
                at++;
            }
        }
        return senses;
    }

    /** Pairs each property with the value beside it; values that stand alone come last. */
    private void properties(List<List<WishSense>> senses, @Nullable Category schema, Map<String, Constraint> wishes) {
        List<List<WishSense>> halves = senses.stream()
                .filter(each -> each.getFirst() instanceof OfCue || each.getFirst() instanceof OfValue)
                .toList();
        List<List<WishSense>> alone = new ArrayList<>();
        int at = 0;
        while (at < halves.size()) {
            boolean paired = at + 1 < halves.size()
                    && (pair(halves.get(at), halves.get(at + 1), schema, wishes)
                            || pair(halves.get(at + 1), halves.get(at), schema, wishes));
            if (!paired) {
                alone.add(halves.get(at));
            }
            at += paired ? 2 : 1;
        }
        if (schema != null) {
            alone.forEach(each -> bare(each, schema, wishes));
        }
    }

    private boolean pair(
            List<WishSense> cues, List<WishSense> values, @Nullable Category schema, Map<String, Constraint> wishes) {
        for (WishSense cue : cues) {
            for (WishSense value : values) {
                if (cue instanceof OfCue(String kind)
                        && value instanceof OfValue(String pool, String id)
                        && said.pool(kind).equals(pool)
                        && (schema == null || has(schema, kind))) {
                    put(kind, id, wishes);
                    return true;
                }
            }
        }
        return false;
    }

    private void bare(List<WishSense> values, Category schema, Map<String, Constraint> wishes) {
        for (WishSense value : values) {
            if (value instanceof OfValue(String pool, String id)) {
                List<String> kinds = drawing(schema, pool).stream()
                        .filter(kind -> !wishes.containsKey(kind))
                        .toList();
                if (kinds.size() == 1) {
                    put(kinds.getFirst(), id, wishes);
                    return;
                }
            }
        }
    }

    /** Returns the properties of a category that draw their values from a pool. */
    List<String> drawing(Category schema, String pool) {
        List<String> kinds = new ArrayList<>(schema.attributes());
        kinds.addAll(schema.axes());
        kinds.removeIf(kind -> !said.pool(kind).equals(pool));
        return kinds;
    }

    private static boolean has(Category schema, String kind) {
        return schema.attributes().contains(kind) || schema.axes().contains(kind);
    }

    private void put(String kind, String value, Map<String, Constraint> wishes) {
        wishes.remove(kind);
        wishes.put(
                kind,
                lexicon.axes().containsKey(kind)
                        ? new Constraint.OptionIs(kind, value)
                        : new Constraint.AttributeIs(kind, value));
    }
}
