package dev.lathe.core.recipe;

import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Writes a record as YAML, in the order of its components. */
final class RecipeWriter {
    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private final JsonGenerator generator;

    private RecipeWriter(JsonGenerator generator) {
        this.generator = generator;
    }

    static String write(Record recipe) {
        var text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            new RecipeWriter(generator).section(recipe, ShapeReader.section(recipe.getClass()), null);
        }
        return text.toString();
    }

    private void value(@Nullable Object value, Shape shape) {
        if (value == null) {
            generator.writeNull();
            return;
        }
        switch (shape) {
            case Shape.Scalar scalar -> scalar(value, scalar.codec());
            case Shape.Items items -> items((List<?>) value, items.element());
            case Shape.Section section -> section(value, section, null);
            case Shape.Choice choice -> choice(value, choice);
        }
    }

    private void scalar(Object value, Codec codec) {
        String text = codec.print().apply(value);
        if (codec.bare()) {
            generator.writeNumber(text);
        } else {
            generator.writeString(text);
        }
    }

    private void items(List<?> values, Shape element) {
        generator.writeStartArray();
        values.forEach(value -> value(value, element));
        generator.writeEndArray();
    }

    private void choice(Object value, Shape.Choice choice) {
        for (Map.Entry<String, Shape.Section> kind : choice.kinds().entrySet()) {
            if (kind.getValue().type() == value.getClass()) {
                section(value, kind.getValue(), kind.getKey());
            }
        }
    }

    private void section(Object value, Shape.Section section, @Nullable String kind) {
        generator.writeStartObject();
        if (kind != null) {
            generator.writeName(Shape.KIND);
            generator.writeString(kind);
        }
        RecordComponent[] components = section.type().getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            Shape.Key key = section.keys().get(i);
            generator.writeName(key.name());
            value(component(value, components[i]), key.shape());
        }
        generator.writeEndObject();
    }

    private static @Nullable Object component(Object value, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
