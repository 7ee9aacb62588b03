package dev.lathe.core.recipe;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the shape of a recipe from its record. A record that cannot be one is a mistake of the programmer. */
final class ShapeReader {
    private ShapeReader() {}

    static Shape.Section section(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException(type + " is no record");
        }
        List<Shape.Key> keys = Arrays.stream(components).map(ShapeReader::key).toList();
        return new Shape.Section(type, constructor(type, components), keys, type.getAnnotation(Retired.class));
    }

    static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    static @Nullable String doc(AnnotatedElement element) {
        Doc doc = element.getAnnotation(Doc.class);
        return doc == null ? null : doc.value();
    }

    private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record has its canonical constructor: " + type, e);
        }
    }

    private static Shape.Key key(RecordComponent component) {
        String doc = doc(component);
        if (doc == null) {
            throw new IllegalArgumentException(
                    "%s.%s has no @Doc".formatted(component.getDeclaringRecord().getSimpleName(), component.getName()));
        }
        Default given = component.getAnnotation(Default.class);
        return new Shape.Key(
                snakeCase(component.getName()),
                shape(component.getGenericType(), bounds(component)),
                component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                given == null ? null : given.value(),
                doc);
    }

    private static Bounds bounds(RecordComponent component) {
        Range range = component.getAnnotation(Range.class);
        boolean positive = component.isAnnotationPresent(Positive.class);
        return range == null
                ? new Bounds(Bounds.NONE.min(), Bounds.NONE.max(), positive)
                : new Bounds(range.min(), range.max(), positive);
    }

    private static Shape shape(Type type, Bounds bounds) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return new Shape.Items(shape(list.getActualTypeArguments()[0], bounds));
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalArgumentException("a recipe cannot hold a " + type);
        }
        Codec codec = Codec.of(plain);
        if (codec != null) {
            return new Shape.Scalar(codec, bounds);
        }
        return plain.isSealed() && plain.isInterface() ? choice(plain) : section(plain);
    }

    private static Shape.Choice choice(Class<?> type) {
        var kinds = new LinkedHashMap<String, Shape.Section>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            Name name = permitted.getAnnotation(Name.class);
            kinds.put(name == null ? snakeCase(permitted.getSimpleName()) : name.value(), section(permitted));
        }
        return new Shape.Choice(type, kinds);
    }
}
