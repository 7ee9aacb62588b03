package dev.lathe.shop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads the lexicon from the files beside this class. Alternatives are separated by {@code /}, words by white space. */
final class LexiconReader {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    record Names(LinkedHashMap<String, String> brands, LinkedHashMap<String, String> lines) {}

    record Leaf(String name, String attributes, String axes, String en, String zh) {}

    record Value(String name, String en, String zh) {}

    record Kind(String name, String pool, String en, String zh) {}

    record Axis(String name, String en, String zh, LinkedHashMap<String, Value> values) {}

    record Properties(
            LinkedHashMap<String, LinkedHashMap<String, Value>> pools,
            LinkedHashMap<String, Kind> attributes,
            LinkedHashMap<String, Axis> axes) {}

    private LexiconReader() {}

    static Lexicon read() {
        Names names = load("names.yaml", new TypeReference<>() {});
        Properties properties = load("properties.yaml", new TypeReference<>() {});
        LinkedHashMap<String, LinkedHashMap<String, LinkedHashMap<String, Leaf>>> tree =
                load("categories.yaml", new TypeReference<>() {});
        return new Lexicon(
                categories(tree),
                attributes(names, properties),
                axes(properties),
                texts(names.lines()),
                Map.of(
                        Language.EN,
                        phrasebook(Language.EN, tree, properties),
                        Language.ZH,
                        phrasebook(Language.ZH, tree, properties)),
                ClauseReader.read());
    }

    static <T> T load(String file, TypeReference<T> type) {
        try (InputStream stream = Objects.requireNonNull(LexiconReader.class.getResourceAsStream(file), file)) {
            return YAML.readValue(stream, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Category> categories(Map<String, ? extends Map<String, ? extends Map<String, Leaf>>> tree) {
        List<Category> categories = new ArrayList<>();
        tree.forEach((domain, groups) ->
                groups.forEach((group, leaves) -> leaves.forEach((id, leaf) -> categories.add(new Category(
                        id,
                        List.of(domain, group, id),
                        name(leaf.name()),
                        words(leaf.attributes()),
                        words(leaf.axes()))))));
        return categories;
    }

    private static Map<String, Attribute> attributes(Names names, Properties properties) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        List<AttributeValue> brands = new ArrayList<>();
        names.brands().forEach((en, zh) -> brands.add(new AttributeValue(en, new Text(en, zh))));
        attributes.put(Attribute.BRAND, new Attribute(Attribute.BRAND, new Text("brand", "品牌"), brands));
        properties.attributes().forEach((id, kind) -> {
            List<AttributeValue> values = new ArrayList<>();
            pool(properties, kind).forEach((value, said) -> values.add(new AttributeValue(value, name(said.name()))));
            attributes.put(id, new Attribute(id, name(kind.name()), values));
        });
        return attributes;
    }

    private static Map<String, OptionAxis> axes(Properties properties) {
        Map<String, OptionAxis> axes = new LinkedHashMap<>();
        properties.axes().forEach((id, axis) -> {
            List<OptionValue> values = new ArrayList<>();
            axis.values().forEach((value, said) -> values.add(new OptionValue(value, name(said.name()))));
            axes.put(id, new OptionAxis(id, name(axis.name()), values));
        });
        return axes;
    }

    private static List<Text> texts(Map<String, String> names) {
        List<Text> texts = new ArrayList<>();
        names.forEach((en, zh) -> texts.add(new Text(en, zh)));
        return texts;
    }

    private static Phrasebook phrasebook(
            Language language,
            Map<String, ? extends Map<String, ? extends Map<String, Leaf>>> tree,
            Properties properties) {
        Map<String, List<List<String>>> categories = new LinkedHashMap<>();
        tree.forEach((domain, groups) -> groups.forEach((group, leaves) -> leaves.forEach((id, leaf) ->
                categories.put(id, phrases(new Text(leaf.en(), leaf.zh()).in(language))))));
        Map<String, List<List<String>>> cues = new LinkedHashMap<>();
        Map<String, Map<String, List<List<String>>>> values = new LinkedHashMap<>();
        Map<String, String> pools = new LinkedHashMap<>();
        properties.attributes().forEach((id, kind) -> {
            cues.put(id, phrases(new Text(kind.en(), kind.zh()).in(language)));
            pools.put(id, kind.pool());
        });
        properties.pools().forEach((pool, said) -> values.put(pool, phrases(language, said)));
        properties.axes().forEach((id, axis) -> {
            cues.put(id, phrases(new Text(axis.en(), axis.zh()).in(language)));
            pools.put(id, id);
            values.put(id, phrases(language, axis.values()));
        });
        return new Phrasebook(categories, cues, values, pools);
    }

    private static Map<String, List<List<String>>> phrases(Language language, Map<String, Value> said) {
        Map<String, List<List<String>>> phrases = new LinkedHashMap<>();
        said.forEach((value, text) -> phrases.put(value, phrases(new Text(text.en(), text.zh()).in(language))));
        return phrases;
    }

    private static Map<String, Value> pool(Properties properties, Kind kind) {
        return Lexicon.known(properties.pools().get(kind.pool()), "pool", kind.pool());
    }

    private static List<List<String>> phrases(String alternatives) {
        return Arrays.stream(alternatives.split("/")).map(LexiconReader::words).toList();
    }

    /** Returns the words of a phrase. */
    static List<String> words(String phrase) {
        return List.of(phrase.strip().split("\\s+"));
    }

    private static Text name(String names) {
        String[] both = names.split("/", 2);
        return new Text(both[0].strip(), both[1].strip());
    }
}
