package dev.lathe.shop.search;

import dev.lathe.shop.Attribute;
import dev.lathe.shop.Language;
import dev.lathe.shop.Listing;
import dev.lathe.shop.Market;
import dev.lathe.shop.OptionAxis;
import dev.lathe.shop.Product;
import dev.lathe.shop.ProductAxis;
import dev.lathe.shop.Text;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.IndexOptions;

/**
 * Writes products as documents of an index. Titles are made of a few thousand names, so the terms of each name are found once. One
 * thread at a time.
 */
final class MarketDocuments {
    private static final FieldType COUNTED = counted();

    private final Market market;
    private final Language language;
    private final IndexForm form;
    private final Analyzer analyzer;
    private final Map<String, List<String>> terms = new HashMap<>();
    private final Map<ProductField, WeightedTerms> streams = new EnumMap<>(ProductField.class);
    private final WeightedTerms combined = new WeightedTerms();

    MarketDocuments(Market market, Language language, IndexForm form, Analyzer analyzer) {
        this.market = market;
        this.language = language;
        this.form = form;
        this.analyzer = analyzer;
        ProductField.all().forEach(field -> streams.put(field, new WeightedTerms()));
    }

    private static FieldType counted() {
        var type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        type.setTokenized(true);
        type.freeze();
        return type;
    }

    /** Returns a document that must be added before the next one is asked for. */
    Document of(Product product) {
        Listing listing = market.listing(product.index());
        int brand = market.brandPlace(product.brand());
        var document = new Document();
        words(document, product);
        document.add(new IntPoint(ProductField.PRICE, product.fromPrice()));
        document.add(new IntPoint(ProductField.RATING, listing.rating()));
        document.add(new IntPoint(ProductField.BRAND_PLACE, brand));
        document.add(new NumericDocValuesField(ProductField.PRICE, product.fromPrice()));
        document.add(new NumericDocValuesField(ProductField.RATING, listing.rating()));
        document.add(new NumericDocValuesField(ProductField.SALES, listing.sales()));
        document.add(new NumericDocValuesField(ProductField.BRAND_PLACE, brand));
        return document;
    }

    private void words(Document document, Product product) {
        switch (form.fields()) {
            case COMBINED -> {
                Map<String, Integer> counts = new LinkedHashMap<>();
                for (ProductField field : ProductField.all()) {
                    names(field, product).forEach(name -> count(counts, name, field.count()));
                }
                document.add(new Field(ProductField.TEXT, combined.of(counts), COUNTED));
            }
            case FIVE_FIELDS ->
                streams.forEach((field, stream) -> {
                    Map<String, Integer> counts = new LinkedHashMap<>();
                    names(field, product).forEach(name -> count(counts, name, 1));
                    document.add(new Field(field.fieldName(), stream.of(counts), COUNTED));
                });
        }
    }

    private void count(Map<String, Integer> counts, String name, int times) {
        List<String> known = terms.computeIfAbsent(name, text -> Terms.of(analyzer, text, Integer.MAX_VALUE));
        known.forEach(term -> counts.merge(term, times, Integer::sum));
    }

    private List<String> names(ProductField field, Product product) {
        Text brand = market.attribute(Attribute.BRAND).value(product.brand()).name();
        Text category = market.category(product.category()).name();
        return switch (field) {
            case TITLE -> List.of(product.title().in(language).split(" "));
            case BRAND -> brand(brand, category);
            case CATEGORY -> List.of(category.in(language));
            case ATTRIBUTES ->
                product.attributes().entrySet().stream()
                        .map(entry -> attribute(entry.getKey(), entry.getValue()))
                        .toList();
            case OPTIONS ->
                product.axes().stream().flatMap(axis -> options(axis).stream()).toList();
        };
    }

    /** Pairs of characters are also found where brand and category are written without a space between them. */
    private List<String> brand(Text brand, Text category) {
        String name = brand.in(language);
        return form.analysis().joinsWords(language)
                ? List.of(
                        name,
                        name.substring(name.length() - 1)
                                + category.in(language).charAt(0))
                : List.of(name);
    }

    /** A flag is its name where it is set, and nothing where it is not. */
    private String attribute(String id, String value) {
        Attribute attribute = market.attribute(id);
        return switch (value) {
            case "yes" -> attribute.name().in(language);
            case "no" -> "";
            default -> attribute.value(value).name().in(language);
        };
    }

    private List<String> options(ProductAxis offered) {
        OptionAxis axis = market.axis(offered.axis());
        return offered.values().stream()
                .map(value -> axis.value(value).name().in(language))
                .toList();
    }
}
