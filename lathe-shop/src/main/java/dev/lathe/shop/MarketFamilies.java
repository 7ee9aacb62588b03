package dev.lathe.shop;

import dev.lathe.core.Seeds;
import dev.lathe.shop.MarketFamily.Break;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Makes any family of a market from the seed and its index alone. */
final class MarketFamilies {
    private static final List<Break> BREAKS = List.of(
            Break.PRICE,
            Break.FIRST_ATTRIBUTE,
            Break.OPTION,
            Break.NUMBER,
            Break.SECOND_ATTRIBUTE,
            Break.PRICE,
            Break.RATING,
            Break.FLAG,
            Break.DELIVERY);
    private static final int[] RATINGS = {40, 45};
    private static final int[] DAYS = {1, 3, 7};

    private final MarketLexicon lexicon;
    private final AxisDraws offers;
    private final MarketPlaces places;
    private final long seed;
    private final int size;

    MarketFamilies(MarketLexicon lexicon, MarketPlaces places, long seed, int size) {
        this.lexicon = lexicon;
        this.offers = new AxisDraws(lexicon.words());
        this.places = places;
        this.seed = Seeds.of(seed, "families");
        this.size = size;
    }

    MarketFamily family(int index) {
        var random = new SplittableRandom(Seeds.of(seed, index));
        Category category = places.category(index);
        List<String> enums = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        List<String> flags = new ArrayList<>();
        for (String attribute : category.attributes()) {
            if (lexicon.measures().containsKey(attribute)) {
                numbers.add(attribute);
            } else if (lexicon.flags().contains(attribute)) {
                flags.add(attribute);
            } else {
                enums.add(attribute);
            }
        }
        String measured = Draws.one(numbers, random);
        String flagged = Draws.one(flags, random);
        int twinAxis = random.nextInt(category.axes().size());
        String twinValue =
                Draws.one(lexicon.words().axis(category.axes().get(twinAxis)).ids(), random);
        List<ProductAxis> axes = offers.axes(category, twinAxis, twinValue, random);
        int base = PriceGrid.LEAST_BASE + random.nextInt(PriceGrid.MOST_BASE - PriceGrid.LEAST_BASE + 1);
        return new MarketFamily(
                index,
                category,
                places.brand(index),
                Draws.one(lexicon.words().lines(), random),
                index * size + random.nextInt(size),
                broken(random),
                attributes(category, measured, flagged, random),
                Draws.some(enums, 2, random),
                measured,
                flagged,
                axes,
                twinAxis,
                twinValue,
                PriceGrid.draw(base, axes, twinAxis, twinValue, random),
                RATINGS[random.nextInt(RATINGS.length)],
                DAYS[random.nextInt(DAYS.length)]);
    }

    /** Returns what each twin breaks, in the order of the twins. */
    private List<Break> broken(SplittableRandom random) {
        List<Break> broken = new ArrayList<>();
        for (int twin = 0; twin < size - 1; twin++) {
            broken.add(BREAKS.get(twin % BREAKS.size()));
        }
        return Draws.shuffled(broken, random);
    }

    private Map<String, String> attributes(
            Category category, String measured, String flagged, SplittableRandom random) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String id : category.attributes()) {
            List<AttributeValue> values = lexicon.words().attribute(id).values();
            // A twin may have less of what is measured.
            int least = id.equals(measured) ? 1 : 0;
            AttributeValue drawn = values.get(least + random.nextInt(values.size() - least));
            attributes.put(id, id.equals(flagged) ? MarketLexicon.YES : drawn.id());
        }
        return attributes;
    }
}
