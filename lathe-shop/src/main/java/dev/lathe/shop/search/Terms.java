package dev.lathe.shop.search;

import dev.lathe.shop.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Finds the terms of texts. */
final class Terms {
    /** Held, because loggers that nobody holds lose their level. */
    private static final Logger VECTORS = Logger.getLogger("org.apache.lucene.internal.vectorization");

    static {
        // Tells how it would search vectors, which no index here has.
        VECTORS.setLevel(Level.SEVERE);
    }

    private Terms() {}

    /** Returns the analyzer of a language. */
    static Analyzer analyzer(Analysis analysis, Language language) {
        return switch (language) {
            case EN ->
                switch (analysis.english()) {
                    case STEMS -> new EnglishAnalyzer();
                    case WORDS -> new StandardAnalyzer(EnglishAnalyzer.getDefaultStopSet());
                };
            case ZH ->
                switch (analysis.chinese()) {
                    case PAIRS -> new CJKAnalyzer();
                    case WORDS -> new SmartChineseAnalyzer();
                    case CHARACTERS -> new StandardAnalyzer();
                };
        };
    }

    /** Returns the first distinct terms of a text, as they are in an index. */
    static List<String> of(Analyzer analyzer, String text, int most) {
        var terms = new ArrayList<String>();
        try (TokenStream stream = analyzer.tokenStream(ProductField.TEXT, text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (terms.size() < most && stream.incrementToken()) {
                String word = term.toString();
                if (!terms.contains(word)) {
                    terms.add(word);
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("analysing a text in memory failed", impossible);
        }
        return List.copyOf(terms);
    }
}
