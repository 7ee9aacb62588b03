package dev.lathe.shop.search;

import java.util.Iterator;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;

/** Gives an index terms that are known already, each with how often it counts. */
final class WeightedTerms extends TokenStream {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);
    private Map<String, Integer> terms = Map.of();
    private Iterator<Map.Entry<String, Integer>> rest = terms.entrySet().iterator();

    /** Returns this stream with other terms. */
    WeightedTerms of(Map<String, Integer> counts) {
        terms = counts;
        return this;
    }

    @Override
    public void reset() {
        rest = terms.entrySet().iterator();
    }

    @Override
    public boolean incrementToken() {
        if (!rest.hasNext()) {
            return false;
        }
        clearAttributes();
        Map.Entry<String, Integer> next = rest.next();
        term.append(next.getKey());
        frequency.setTermFrequency(next.getValue());
        return true;
    }
}
