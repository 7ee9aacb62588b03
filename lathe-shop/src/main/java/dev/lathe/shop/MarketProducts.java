package dev.lathe.shop;

import dev.lathe.core.Seeds;
import dev.lathe.shop.Listing.Promotion;
import dev.lathe.shop.MarketFamily.Break;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Makes the members of families. */
final class MarketProducts {
    private static final int FEN = 100;
    private static final int MOST_DAYS = 15;
    private static final int MOST_RATING = 50;

    private final MarketLexicon lexicon;
    private final AxisDraws offers;
    private final long seed;
    private final int size;

    MarketProducts(MarketLexicon lexicon, long seed, int size) {
        this.lexicon = lexicon;
        this.offers = new AxisDraws(lexicon.words());
        this.seed = Seeds.of(seed, "products");
        this.size = size;
    }

    /** Returns what a member breaks. */
    static Break broken(MarketFamily family, int index, int size) {
        int member = index - family.index() * size;
        int original = family.original() - family.index() * size;
        if (member == original) {
            return Break.NOTHING;
        }
        return family.broken().get(member < original ? member : member - 1);
    }

    Product product(MarketFamily family, int index) {
        Break broken = broken(family, index, size);
        var random = new SplittableRandom(Seeds.of(seed, index, 1));
        int steps = broken == Break.PRICE ? 1 + random.nextInt(3) : 0;
        return new Product(
                index,
                String.format(Locale.ROOT, "m%07d", index),
                family.index(),
                family.category().id(),
                family.brand().id(),
                title(family, random),
                attributes(family, broken, random),
                broken == Break.OPTION
                        ? offers.without(family.axes(), family.twinAxis(), family.twinValue(), random)
                        : family.axes(),
                family.prices().prices(steps));
    }

    Listing listing(MarketFamily family, int index) {
        Break broken = broken(family, index, size);
        var random = new SplittableRandom(Seeds.of(seed, index, 2));
        int least = family.rating();
        int rating =
                broken == Break.RATING ? least - 1 - random.nextInt(8) : least + random.nextInt(MOST_RATING - least);
        int days = broken == Break.DELIVERY
                ? family.days() + 1 + random.nextInt(MOST_DAYS - family.days())
                : 1 + random.nextInt(family.days());
        int ratings = 3 + (int) Math.pow(10, 3.5 * random.nextDouble());
        Text kind = Draws.one(lexicon.shops(), random);
        Text brand = family.brand().name();
        return new Listing(
                new Text(brand.en() + "-" + kind.en(), brand.zh() + kind.zh()),
                rating,
                ratings,
                ratings * (2 + random.nextInt(9)),
                days,
                random.nextInt(3) == 0 ? (4 + random.nextInt(9)) * FEN : 0,
                promotion(random),
                stock(family, random));
    }

    private static @Nullable Promotion promotion(SplittableRandom random) {
        if (random.nextInt(4) > 0) {
            return null;
        }
        int from = (2 + random.nextInt(7)) * 100;
        return new Promotion(from * FEN, from / (5 + random.nextInt(10)) * FEN);
    }

    /** Draws the stock of each combination; those with the twin value never run out, so that wishes can be met. */
    private static List<Integer> stock(MarketFamily family, SplittableRandom random) {
        List<Integer> stock = new ArrayList<>();
        for (boolean wanted : family.prices().dear()) {
            boolean out = !wanted && random.nextInt(12) == 0;
            stock.add(out ? 0 : 1 + random.nextInt(99));
        }
        return stock;
    }

    private Text title(MarketFamily family, SplittableRandom random) {
        Text hype = Draws.one(lexicon.hype(), random);
        boolean first = random.nextBoolean();
        return new Text(title(family, hype, first, Language.EN), title(family, hype, first, Language.ZH));
    }

    private static String title(MarketFamily family, Text hype, boolean hypeFirst, Language language) {
        String name = String.join(
                " ",
                family.brand().name().in(language),
                family.line().in(language),
                family.category().name().in(language));
        return hypeFirst ? hype.in(language) + " " + name : name + " " + hype.in(language);
    }

    private Map<String, String> attributes(MarketFamily family, Break broken, SplittableRandom random) {
        Map<String, String> attributes = new LinkedHashMap<>(family.attributes());
        switch (broken) {
            case FIRST_ATTRIBUTE ->
                attributes.computeIfPresent(family.stated().get(0), (id, value) -> other(id, value, random));
            case SECOND_ATTRIBUTE ->
                attributes.computeIfPresent(family.stated().get(1), (id, value) -> other(id, value, random));
            case NUMBER -> attributes.computeIfPresent(family.measured(), (id, value) -> less(id, value, random));
            case FLAG -> attributes.put(family.flagged(), MarketLexicon.NO);
            default -> {}
        }
        return attributes;
    }

    private String other(String attribute, String value, SplittableRandom random) {
        return lexicon.words().attribute(attribute).other(List.of(value), random);
    }

    private String less(String attribute, String value, SplittableRandom random) {
        List<Integer> steps = Lexicon.known(lexicon.measures().get(attribute), "number", attribute)
                .steps();
        return String.valueOf(steps.get(random.nextInt(steps.indexOf(Integer.valueOf(value)))));
    }
}
