package dev.lathe.shop.shopper;

import dev.lathe.shop.Attribute;
import dev.lathe.shop.Category;
import dev.lathe.shop.Constraint;
import dev.lathe.shop.Language;
import dev.lathe.shop.OptionAxis;
import dev.lathe.shop.World;
import dev.lathe.shop.action.Amount;
import dev.lathe.shop.session.MarketWords;
import dev.lathe.shop.session.PageWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a shopper understood of an instruction, in the words of the pages: attributes and options in the order of the category,
 * whatever the order of the instruction.
 *
 * @param kind the category's name, or null if none was understood
 * @param brand the brand's name, or null
 * @param maxFen the most that the wanted combination may cost, or null
 */
record Plan(
        Language language,
        @Nullable String kind,
        @Nullable String brand,
        List<Want> attributes,
        List<Want> options,
        @Nullable Integer maxFen) {
    Plan {
        attributes = List.copyOf(attributes);
        options = List.copyOf(options);
    }

    static Plan of(World world, Language language, List<Constraint> constraints) {
        String kind = null;
        String brand = null;
        Integer maxFen = null;
        var schema = new ArrayList<String>();
        var attributes = new ArrayList<Constraint.AttributeIs>();
        var options = new ArrayList<Constraint.OptionIs>();
        var more = new ArrayList<Want>();
        for (Constraint constraint : constraints) {
            switch (constraint) {
                case Constraint.CategoryIs(String id) -> {
                    Category category = world.category(id);
                    kind = category.name().in(language);
                    schema.addAll(category.attributes());
                    schema.addAll(category.axes());
                }
                case Constraint.AttributeIs is
                when is.attribute().equals(Attribute.BRAND) ->
                    brand = world.attribute(Attribute.BRAND)
                            .value(is.value())
                            .name()
                            .in(language);
                case Constraint.AttributeIs is -> attributes.add(is);
                case Constraint.OptionIs is -> options.add(is);
                case Constraint.PriceAtMost(int fen) -> maxFen = fen;
                case Constraint.NumberAtLeast is -> more.add(atLeast(world, language, is));
                case Constraint.RatingAtLeast(int tenths) ->
                    more.add(new Want(
                            MarketWords.of(language).rating(), MarketWords.stars(tenths), Want.Bound.AT_LEAST));
                case Constraint.DeliveredWithin(int days) ->
                    more.add(new Want(
                            MarketWords.of(language).delivery(),
                            days + MarketWords.of(language).day(),
                            Want.Bound.AT_MOST));
            }
        }
        attributes.sort(Comparator.comparingInt(is -> schema.indexOf(is.attribute())));
        options.sort(Comparator.comparingInt(is -> schema.indexOf(is.axis())));
        return new Plan(
                language,
                kind,
                brand,
                Stream.concat(attributes.stream().map(is -> want(world, language, is)), more.stream())
                        .toList(),
                options.stream().map(is -> want(world, language, is)).toList(),
                maxFen);
    }

    private static Want want(World world, Language language, Constraint.AttributeIs is) {
        Attribute attribute = world.attribute(is.attribute());
        return new Want(
                attribute.name().in(language),
                attribute.value(is.value()).name().in(language));
    }

    private static Want atLeast(World world, Language language, Constraint.NumberAtLeast is) {
        Attribute attribute = world.attribute(is.attribute());
        return new Want(
                attribute.name().in(language),
                attribute.value(String.valueOf(is.least())).name().in(language),
                Want.Bound.AT_LEAST);
    }

    private static Want want(World world, Language language, Constraint.OptionIs is) {
        OptionAxis axis = world.axis(is.axis());
        return new Want(axis.name().in(language), axis.value(is.value()).name().in(language));
    }

    /** Returns the words that find the family: brand and kind. */
    String query() {
        return Stream.of(brand, kind).filter(Objects::nonNull).collect(Collectors.joining(" "));
    }

    /** Writes the plan out: {@code want kind= kettle brand= norvik material= glass color= red max= 245}. */
    String text() {
        return (Marks.WANT + " " + wants()).strip();
    }

    /** Writes what is wanted: {@code kind= kettle brand= norvik}. */
    String wants() {
        PageWords words = PageWords.of(language);
        var text = new StringBuilder();
        append(text, words.kind(), kind);
        append(text, words.brand(), brand);
        attributes.forEach(want -> append(text, want.label(), want.value()));
        options.forEach(want -> append(text, want.label(), want.value()));
        append(text, Marks.MAXIMUM, maxFen == null ? null : Amount.text(maxFen));
        return text.toString().strip();
    }

    private static void append(StringBuilder text, String label, @Nullable String value) {
        if (value != null) {
            text.append(' ').append(label).append("= ").append(value);
        }
    }
}
