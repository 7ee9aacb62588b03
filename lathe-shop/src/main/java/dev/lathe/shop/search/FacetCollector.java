package dev.lathe.shop.search;

import dev.lathe.shop.AttributeValue;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/** Counts the brands, ratings and prices of all matches. */
final class FacetCollector extends SimpleCollector {
    private static final int[] RATINGS = {35, 40, 45};
    private static final int FEN = 100;
    private static final int BAND = 100;

    private final int[] brands;
    private final Map<Integer, Integer> ratings = new TreeMap<>();
    private final Map<Integer, Integer> prices = new TreeMap<>();
    private int total;
    private NumericDocValues brand;
    private NumericDocValues rating;
    private NumericDocValues price;

    private FacetCollector(int brandCount) {
        brands = new int[brandCount];
        brand = rating = price = DocValues.emptyNumeric();
    }

    /**
     * Counts what a question finds.
     *
     * @param brands all there are, by their place in the index
     */
    @SuppressWarnings("deprecation") // One collector over all segments in order is what counting needs.
    static Facets count(IndexSearcher searcher, Query query, List<AttributeValue> brands) throws IOException {
        var counts = new FacetCollector(brands.size());
        searcher.search(query, counts);
        return new Facets(counts.total, counts.named(brands), counts.ratings, counts.prices);
    }

    private Map<String, Integer> named(List<AttributeValue> values) {
        Map<String, Integer> named = new LinkedHashMap<>();
        IntStream.range(0, brands.length)
                .filter(place -> brands[place] > 0)
                .boxed()
                .sorted(Comparator.comparingInt((Integer place) -> -brands[place])
                        .thenComparing(Comparator.naturalOrder()))
                .forEach(place -> named.put(values.get(place).id(), brands[place]));
        return named;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
        brand = DocValues.getNumeric(context.reader(), ProductField.BRAND_PLACE);
        rating = DocValues.getNumeric(context.reader(), ProductField.RATING);
        price = DocValues.getNumeric(context.reader(), ProductField.PRICE);
    }

    @Override
    public void collect(int doc) throws IOException {
        total++;
        if (brand.advanceExact(doc)) {
            brands[(int) brand.longValue()]++;
        }
        if (rating.advanceExact(doc)) {
            rated((int) rating.longValue());
        }
        if (price.advanceExact(doc)) {
            prices.merge(Math.ceilDiv((int) price.longValue(), BAND * FEN) * BAND, 1, Integer::sum);
        }
    }

    private void rated(int tenths) {
        for (int least : RATINGS) {
            if (tenths >= least) {
                ratings.merge(least, 1, Integer::sum);
            }
        }
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }
}
