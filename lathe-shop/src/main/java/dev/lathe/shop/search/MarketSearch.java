package dev.lathe.shop.search;

import dev.lathe.shop.Attribute;
import dev.lathe.shop.AttributeValue;
import dev.lathe.shop.Language;
import dev.lathe.shop.Market;
import dev.lathe.shop.Refinement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.jspecify.annotations.Nullable;

/**
 * Finds products of a market by BM25. All words must match; if no product has them all, any of the rarest {@value #RAREST} that occur.
 * Equal scores come in the order of product indexes. Nothing is cached.
 */
public final class MarketSearch implements Search {
    private static final int MOST_WORDS = 32;

    /** Bounds the work on a long question in which not all words occur together. */
    private static final int RAREST = 8;

    private final Market market;
    private final IndexForm form;
    private final IndexReader reader;
    private final IndexSearcher searcher;
    private final Analyzer analyzer;
    private final Map<String, Integer> brandPlaces = new HashMap<>();

    MarketSearch(Market market, IndexForm form, Language language, IndexReader reader) {
        this.market = market;
        this.form = form;
        this.reader = reader;
        this.analyzer = Terms.analyzer(form.analysis(), language);
        this.searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        for (AttributeValue brand : market.attribute(Attribute.BRAND).values()) {
            brandPlaces.put(brand.name().in(language).toLowerCase(Locale.ROOT), market.brandPlace(brand.id()));
        }
    }

    @Override
    public List<Integer> find(String words, @Nullable Integer maxFen, Refinement refinement) {
        try {
            List<String> terms = terms(words);
            if (terms.isEmpty()) {
                return List.of();
            }
            List<Integer> all = hits(query(terms, maxFen, refinement, true), refinement);
            return all.isEmpty() && terms.size() > 1
                    ? hits(query(rarest(terms), maxFen, refinement, false), refinement)
                    : all;
        } catch (IOException failed) {
            throw new UncheckedIOException("the index could not be read", failed);
        }
    }

    /** Counts what matches all words of a question, or any if there is no match of all. */
    @Override
    public Facets facets(String words, @Nullable Integer maxFen, Refinement refinement) {
        try {
            List<String> terms = terms(words);
            Facets all = count(query(terms, maxFen, refinement, true));
            return all.total() > 0 ? all : count(query(rarest(terms), maxFen, refinement, false));
        } catch (IOException failed) {
            throw new UncheckedIOException("the index could not be read", failed);
        }
    }

    private Facets count(Query query) throws IOException {
        return FacetCollector.count(
                searcher, query, market.attribute(Attribute.BRAND).values());
    }

    private List<String> terms(String words) {
        return Terms.of(analyzer, words, MOST_WORDS);
    }

    /** Returns the words that fewest products have, of those that any has. */
    private List<String> rarest(List<String> terms) throws IOException {
        Map<String, Integer> frequencies = new HashMap<>();
        for (String term : terms) {
            frequencies.put(term, frequency(term));
        }
        return terms.stream()
                .filter(term -> frequencies.getOrDefault(term, 0) > 0)
                .sorted(Comparator.comparingInt(term -> frequencies.getOrDefault(term, 0)))
                .limit(RAREST)
                .toList();
    }

    private int frequency(String term) throws IOException {
        int most = 0;
        for (String field : fields()) {
            most = Math.max(most, reader.docFreq(new Term(field, term)));
        }
        return most;
    }

    private List<String> fields() {
        return switch (form.fields()) {
            case COMBINED -> List.of(ProductField.TEXT);
            case FIVE_FIELDS ->
                ProductField.all().stream().map(ProductField::fieldName).toList();
        };
    }

    private Query query(List<String> terms, @Nullable Integer maxFen, Refinement refinement, boolean allWords) {
        var query = new BooleanQuery.Builder();
        terms.forEach(term -> query.add(word(term), allWords ? Occur.MUST : Occur.SHOULD));
        if (maxFen != null) {
            query.add(IntPoint.newRangeQuery(ProductField.PRICE, 0, maxFen), Occur.FILTER);
        }
        if (refinement.leastRating() != null) {
            query.add(
                    IntPoint.newRangeQuery(ProductField.RATING, refinement.leastRating(), Integer.MAX_VALUE),
                    Occur.FILTER);
        }
        if (refinement.brand() != null) {
            int place = brandPlaces.getOrDefault(refinement.brand().toLowerCase(Locale.ROOT), -1);
            query.add(IntPoint.newExactQuery(ProductField.BRAND_PLACE, place), Occur.FILTER);
        }
        return query.setMinimumNumberShouldMatch(allWords ? 0 : 1).build();
    }

    private Query word(String term) {
        return switch (form.fields()) {
            case COMBINED -> new TermQuery(new Term(ProductField.TEXT, term));
            case FIVE_FIELDS -> {
                var fields = new ArrayList<Query>();
                for (ProductField field : ProductField.all()) {
                    fields.add(new BoostQuery(new TermQuery(new Term(field.fieldName(), term)), field.boost()));
                }
                yield new DisjunctionMaxQuery(fields, 0);
            }
        };
    }

    private List<Integer> hits(Query query, Refinement refinement) throws IOException {
        Sort sort = sort(refinement.order());
        ScoreDoc[] found = sort == null
                ? searcher.search(query, new TopScoreDocCollectorManager(LIMIT, LIMIT)).scoreDocs
                : searcher.search(query, new TopFieldCollectorManager(sort, LIMIT, LIMIT)).scoreDocs;
        return IntStream.range(0, found.length)
                .mapToObj(rank -> found[rank].doc)
                .toList();
    }

    private static @Nullable Sort sort(Refinement.Order order) {
        return switch (order) {
            case RELEVANCE -> null;
            case PRICE -> sort(ProductField.PRICE, false);
            case RATING -> sort(ProductField.RATING, true);
            case SALES -> sort(ProductField.SALES, true);
        };
    }

    private static Sort sort(String field, boolean descending) {
        return new Sort(new SortField(field, SortField.Type.INT, descending), SortField.FIELD_DOC);
    }
}
