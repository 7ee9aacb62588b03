package dev.lathe.shop.search;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/** Counts the brands, ratings and prices of all matches. */
final class FacetCollector extends SimpleCollector {
    private static final int[] RATINGS = {35, 40, 45};
    private static final int PRICE_BAND_FEN = 100_00;

    private final int[] brands;
    private final Map<Integer, Integer> ratings = new TreeMap<>();
    private final Map<Integer, Integer> prices = new TreeMap<>();
    private int total;
    private NumericDocValues brand;
    private NumericDocValues rating;
    private NumericDocValues price;

    FacetCollector(int brandCount) {
        brands = new int[brandCount];
        brand = rating = price = DocValues.emptyNumeric();
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
        brand = context.reader().getNumericDocValues(ProductField.BRAND_PLACE);
        rating = context.reader().getNumericDocValues(ProductField.RATING);
        price = context.reader().getNumericDocValues(ProductField.PRICE);
    }

    @Override
    public void collect(int doc) throws IOException {
        brand.advanceExact(doc);
        rating.advanceExact(doc);
        price.advanceExact(doc);
        total++;
        brands[(int) brand.longValue()]++;
        for (int least : RATINGS) {
            if (rating.longValue() >= least) {
                ratings.merge(least, 1, Integer::sum);
            }
        }
        prices.merge((int) (price.longValue() / PRICE_BAND_FEN) * (PRICE_BAND_FEN / 100), 1, Integer::sum);
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    int total() {
        return total;
    }

    /** Returns the count of each brand by its place. */
    int[] brands() {
        return brands;
    }

    Map<Integer, Integer> ratings() {
        return ratings;
    }

    Map<Integer, Integer> prices() {
        return prices;
    }
}
