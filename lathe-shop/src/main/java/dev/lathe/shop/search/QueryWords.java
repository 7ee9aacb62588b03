package dev.lathe.shop.search;

import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/** Turns the words of an agent into a query. Anything an agent writes is words: there is no query syntax. */
final class QueryWords {
    /** Bounds the work on a query that rambles. */
    private static final int MOST = 32;

    private final Analyzer analyzer;

    QueryWords(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    /** Returns the first distinct terms of a text, as they are in the index. */
    List<String> of(String text) {
        return Terms.of(analyzer, text, MOST);
    }

    static Query query(List<String> words, @Nullable Integer maxFen, @Nullable String brand, boolean allWords) {
        var query = new BooleanQuery.Builder();
        for (String word : words) {
            query.add(new TermQuery(new Term(ShopSearch.TEXT, word)), allWords ? Occur.MUST : Occur.SHOULD);
        }
        if (maxFen != null) {
            query.add(IntPoint.newRangeQuery(ShopSearch.PRICE, 0, maxFen), Occur.FILTER);
        }
        if (brand != null) {
            query.add(new TermQuery(new Term(ShopSearch.BRAND, brand.toLowerCase(Locale.ROOT))), Occur.FILTER);
        }
        return query.setMinimumNumberShouldMatch(allWords ? 0 : 1).build();
    }
}
