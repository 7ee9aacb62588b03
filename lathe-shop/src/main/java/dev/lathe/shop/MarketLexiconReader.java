package dev.lathe.shop;

import dev.lathe.core.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tools.jackson.core.type.TypeReference;

/**
 * Reads what was written by hand for the world at scale, and joins it: a leaf category is a kind in a variant, with a schema drawn from
 * the lists of its domain. Enumerated attributes, option axes and clause patterns are those of the small world.
 */
final class MarketLexiconReader {
    private static final long SCHEMAS = 1;
    private static final int ENUMS = 4;
    private static final int NUMBERS = 2;
    private static final int FLAGS = 2;
    private static final int AXES = 2;

    record Domain(
            String attributes,
            String numbers,
            String flags,
            String axes,
            LinkedHashMap<String, String> variants,
            LinkedHashMap<String, String> kinds) {}

    record Opinions(List<String> good, List<String> fair, List<String> bad) {}

    record File(
            LinkedHashMap<String, Domain> domains,
            LinkedHashMap<String, String> numbers,
            LinkedHashMap<String, String> flags,
            List<String> hype,
            List<String> shops,
            Opinions reviews) {}

    private final File file;
    private final Lexicon small = Lexicon.shared();
    private final List<Category> categories = new ArrayList<>();
    private final Map<String, Attribute> attributes = new LinkedHashMap<>();
    private final Map<String, Measure> measures = new LinkedHashMap<>();
    private final Map<Language, Map<String, List<List<String>>>> leaves = new EnumMap<>(Language.class);
    private final Map<Language, Map<String, List<List<String>>>> cues = new EnumMap<>(Language.class);
    private final Map<Language, Map<String, Map<String, List<List<String>>>>> values = new EnumMap<>(Language.class);
    private final Map<String, String> pools = new LinkedHashMap<>();

    private MarketLexiconReader(File file) {
        this.file = file;
    }

    static MarketLexicon read() {
        return new MarketLexiconReader(LexiconReader.load("market.yaml", new TypeReference<>() {})).lexicon();
    }

    private MarketLexicon lexicon() {
        for (Language language : Language.values()) {
            leaves.put(language, new LinkedHashMap<>());
            cues.put(language, new LinkedHashMap<>(small.phrasebook(language).cues()));
            values.put(language, new LinkedHashMap<>(small.phrasebook(language).values()));
            pools.putAll(small.phrasebook(language).pools());
        }
        attributes.put(Attribute.BRAND, new Attribute(Attribute.BRAND, new Text("brand", "品牌"), BrandNames.all()));
        small.attributes().values().stream()
                .filter(attribute -> !attribute.id().equals(Attribute.BRAND))
                .forEach(attribute -> attributes.put(attribute.id(), attribute));
        file.numbers().forEach(this::number);
        file.flags().forEach(this::flag);
        file.domains().forEach(this::domain);
        Map<Language, Phrasebook> phrasebooks = new EnumMap<>(Language.class);
        Map<Language, ClauseBook> clauseBooks = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            phrasebooks.put(
                    language, new Phrasebook(of(leaves, language), of(cues, language), of(values, language), pools));
            clauseBooks.put(language, small.clauseBook(language));
        }
        Lexicon words = new Lexicon(categories, attributes, small.axes(), small.lines(), phrasebooks, clauseBooks);
        return new MarketLexicon(
                words,
                measures,
                List.copyOf(file.flags().keySet()),
                texts(file.hype()),
                texts(file.shops()),
                Map.of(
                        "good", texts(file.reviews().good()),
                        "fair", texts(file.reviews().fair()),
                        "bad", texts(file.reviews().bad())));
    }

    /** Reads {@code 净重 / 克 / g / grams / 150 300 / heaviness / 分量}. */
    private void number(String id, String line) {
        String[] parts = parts(line);
        List<Integer> steps =
                Arrays.stream(parts[4].split(" ")).map(Integer::valueOf).toList();
        measures.put(id, new Measure(new Text(parts[2], parts[1]), new Text(parts[3], parts[1]), steps));
        List<AttributeValue> named = steps.stream()
                .map(step -> new AttributeValue(String.valueOf(step), new Text(step + parts[2], step + parts[1])))
                .toList();
        attributes.put(id, new Attribute(id, new Text(id, parts[0]), named));
        cue(id, new Text(parts[5], parts[6]));
    }

    /** Reads {@code 可堆叠 / easy to pile up / 能摞起来}. */
    private void flag(String id, String line) {
        String[] parts = parts(line);
        List<AttributeValue> named = List.of(
                new AttributeValue(MarketLexicon.YES, new Text("yes", "有")),
                new AttributeValue(MarketLexicon.NO, new Text("no", "无")));
        attributes.put(id, new Attribute(id, new Text(id, parts[0]), named));
        pools.put(id, id);
        var said = new Text(parts[1], parts[2]);
        for (Language language : Language.values()) {
            of(values, language).put(id, Map.of(MarketLexicon.YES, List.of(LexiconReader.words(said.in(language)))));
        }
    }

    private void cue(String id, Text said) {
        pools.put(id, id);
        for (Language language : Language.values()) {
            of(cues, language).put(id, List.of(LexiconReader.words(said.in(language))));
        }
    }

    private void domain(String id, Domain domain) {
        domain.kinds()
                .forEach((kind, kindLine) -> domain.variants()
                        .forEach((variant, variantLine) ->
                                leaf(id, domain, kind, parts(kindLine), variant, parts(variantLine))));
    }

    private void leaf(String id, Domain domain, String kind, String[] noun, String variant, String[] adjective) {
        String leaf = variant + "-" + kind;
        var random = new SplittableRandom(Seeds.of(SCHEMAS, leaf));
        List<String> schema = new ArrayList<>();
        schema.addAll(some(domain.attributes(), ENUMS, random));
        schema.addAll(some(domain.numbers(), NUMBERS, random));
        schema.addAll(some(domain.flags(), FLAGS, random));
        categories.add(new Category(
                leaf,
                List.of(id, kind, leaf),
                new Text(leaf, adjective[0] + noun[0]),
                schema,
                some(domain.axes(), AXES, random)));
        of(leaves, Language.EN).put(leaf, List.of(LexiconReader.words(noun[1] + " " + adjective[1])));
        of(leaves, Language.ZH).put(leaf, List.of(List.of(adjective[2], noun[2])));
    }

    private static List<String> some(String ids, int count, SplittableRandom random) {
        List<String> all = LexiconReader.words(ids);
        List<String> drawn = Draws.some(all, count, random);
        return all.stream().filter(drawn::contains).toList();
    }

    private static <T> T of(Map<Language, T> each, Language language) {
        return Lexicon.known(each.get(language), "language", language.name());
    }

    private static List<Text> texts(List<String> lines) {
        return lines.stream()
                .map(line -> new Text(parts(line)[0], parts(line)[1]))
                .toList();
    }

    private static String[] parts(String line) {
        return Arrays.stream(line.split("/", -1)).map(String::strip).toArray(String[]::new);
    }
}
