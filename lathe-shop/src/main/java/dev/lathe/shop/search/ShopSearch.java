package dev.lathe.shop.search;

import dev.lathe.shop.Attribute;
import dev.lathe.shop.AttributeValue;
import dev.lathe.shop.Language;
import dev.lathe.shop.Product;
import dev.lathe.shop.Refinement;
import dev.lathe.shop.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Finds products by words: BM25 over title, brand and category name in one language. All words must match; if no product has them
 * all, any. Equal scores are ordered by product index. Instances are immutable to their users and shared by all threads.
 */
public final class ShopSearch implements Search {
    static final String TEXT = ProductField.TEXT;
    static final String PRICE = ProductField.PRICE;

    /** The field that holds the whole name of the brand in lower case. */
    static final String BRAND = ProductField.BRAND.fieldName();

    private static final Sort CHEAPEST_FIRST = new Sort(new SortField(PRICE, SortField.Type.INT), SortField.FIELD_DOC);

    /** Bounds the memory of remembered results: about 16 MB if all of them are long. */
    private static final int REMEMBERED = 20_000;

    private final IndexSearcher searcher;
    private final QueryWords words;
    private final List<AttributeValue> brands;
    private final ConcurrentHashMap<Question, List<Integer>> remembered = new ConcurrentHashMap<>();

    private record Question(List<String> words, @Nullable Integer maxFen, Refinement refinement) {
        Query query(boolean allWords) {
            return QueryWords.query(words, maxFen, refinement.brand(), allWords);
        }
    }

    private ShopSearch(IndexSearcher searcher, QueryWords words, List<AttributeValue> brands) {
        this.searcher = searcher;
        this.words = words;
        this.brands = brands;
    }

    /** Builds the index of one language. */
    public static ShopSearch index(World world, Language language, Analysis analysis) {
        try {
            var directory = new ByteBuffersDirectory();
            write(directory, analysis, world, language);
            var searcher = new IndexSearcher(DirectoryReader.open(directory));
            searcher.setQueryCache(null);
            return new ShopSearch(
                    searcher,
                    new QueryWords(Terms.analyzer(analysis, language)),
                    world.attribute(Attribute.BRAND).values());
        } catch (IOException impossible) {
            throw new UncheckedIOException("the index in memory failed", impossible);
        }
    }

    /** Writes one segment in the order of the products, so that document numbers are product indexes. */
    private static void write(ByteBuffersDirectory directory, Analysis analysis, World world, Language language)
            throws IOException {
        var config = new IndexWriterConfig(Terms.analyzer(analysis, language))
                .setMergePolicy(new LogDocMergePolicy())
                .setMergeScheduler(new SerialMergeScheduler());
        try (var writer = new IndexWriter(directory, config)) {
            Map<String, Integer> brandPlaces = new HashMap<>();
            world.attribute(Attribute.BRAND).values().forEach(brand -> brandPlaces.put(brand.id(), brandPlaces.size()));
            for (int index = 0; index < world.size(); index++) {
                Product product = world.product(index);
                Document document = document(world, product, language, analysis.joinsWords(language) ? "" : " ");
                int place = Objects.requireNonNull(brandPlaces.get(product.brand()));
                document.add(new NumericDocValuesField(ProductField.BRAND_PLACE, place));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
    }

    /**
     * Writes a product as a document.
     *
     * @param gap stands between brand and category: nothing where they are to be found without a space between them too
     */
    private static Document document(World world, Product product, Language language, String gap) {
        String brand = brand(world, product, language);
        String category = world.category(product.category()).name().in(language);
        String text = product.title().in(language) + " " + brand + gap + category;
        var document = new Document();
        document.add(new TextField(TEXT, text, Field.Store.NO));
        document.add(new IntPoint(PRICE, product.fromPrice()));
        document.add(new NumericDocValuesField(PRICE, product.fromPrice()));
        document.add(new StringField(BRAND, brand.toLowerCase(Locale.ROOT), Field.Store.NO));
        return document;
    }

    private static String brand(World world, Product product, Language language) {
        return world.attribute(Attribute.BRAND).value(product.brand()).name().in(language);
    }

    /** {@inheritDoc} There are no ratings and no sales, so only brand and price refine. */
    @Override
    public List<Integer> find(String query, @Nullable Integer maxFen, Refinement refinement) {
        var question = new Question(words.of(query), maxFen, refinement);
        List<Integer> known = remembered.get(question);
        if (known != null) {
            return known;
        }
        if (remembered.size() >= REMEMBERED) {
            remembered.clear();
        }
        List<Integer> found = search(question);
        remembered.put(question, found);
        return found;
    }

    /** {@inheritDoc} There are no ratings. */
    @Override
    public Facets facets(String query, @Nullable Integer maxFen, Refinement refinement) {
        var question = new Question(words.of(query), maxFen, refinement);
        try {
            Facets all = count(question, true);
            return all.total() > 0 ? all : count(question, false);
        } catch (IOException impossible) {
            throw new UncheckedIOException("the index in memory failed", impossible);
        }
    }

    private Facets count(Question question, boolean allWords) throws IOException {
        return FacetCollector.count(searcher, question.query(allWords), brands);
    }

    private List<Integer> search(Question question) {
        if (question.words().isEmpty()) {
            return List.of();
        }
        try {
            List<Integer> all = hits(question, true);
            return all.isEmpty() && question.words().size() > 1 ? hits(question, false) : all;
        } catch (IOException impossible) {
            throw new UncheckedIOException("the index in memory failed", impossible);
        }
    }

    private List<Integer> hits(Question question, boolean allWords) throws IOException {
        Query query = question.query(allWords);
        TopDocs top = question.refinement().order() == Refinement.Order.PRICE
                ? searcher.search(query, LIMIT, CHEAPEST_FIRST)
                : searcher.search(query, LIMIT);
        ScoreDoc[] found = top.scoreDocs;
        return IntStream.range(0, found.length)
                .mapToObj(rank -> found[rank].doc)
                .toList();
    }
}
