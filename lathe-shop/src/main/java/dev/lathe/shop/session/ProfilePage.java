package dev.lathe.shop.session;

import dev.lathe.shop.Attribute;
import dev.lathe.shop.Constraint;
import dev.lathe.shop.Language;
import dev.lathe.shop.Persona;
import dev.lathe.shop.Persona.Field;
import dev.lathe.shop.Persona.Order;
import dev.lathe.shop.Persona.Preference;
import dev.lathe.shop.World;
import dev.lathe.shop.dialogue.DialogueWords;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Writes a profile: who asks, a line for each preference ({@code always kettle color red}), and a line for each order with the days
 * since then, oldest first ({@code order 147 kettle color red}).
 */
final class ProfilePage {
    private final World world;
    private final Language language;
    private final DialogueWords words;
    private final StringBuilder text = new StringBuilder();

    private ProfilePage(World world, Language language) {
        this.world = world;
        this.language = language;
        this.words = DialogueWords.of(language);
    }

    static String text(World world, Language language, Persona persona) {
        var page = new ProfilePage(world, language);
        page.write(persona);
        return page.text.toString();
    }

    private void write(Persona persona) {
        text.append(words.profile())
                .append(' ')
                .append(persona.name().in(language))
                .append(' ');
        text.append(persona.age()).append(' ').append(persona.city().in(language));
        for (Preference preference : persona.preferences()) {
            if (preference.field() == Field.PREFERENCES) {
                text.append('\n').append(words.always());
                wishes(preference.category(), List.of(preference.wish()));
            }
        }
        for (Order order : persona.orders()) {
            text.append('\n')
                    .append(words.order())
                    .append(' ')
                    .append(ChronoUnit.DAYS.between(order.date(), Persona.TODAY));
            wishes(order.category(), order.bought());
        }
    }

    private void wishes(String category, List<Constraint> wishes) {
        text.append(' ').append(world.category(category).name().in(language));
        for (Constraint wish : wishes) {
            text.append(' ').append(said(wish));
        }
    }

    private String said(Constraint wish) {
        return switch (wish) {
            case Constraint.AttributeIs(String id, String value)
            when id.equals(Attribute.BRAND) ->
                PageWords.of(language).brand() + " "
                        + world.attribute(id).value(value).name().in(language);
            case Constraint.AttributeIs(String id, String value) ->
                world.attribute(id).name().in(language) + " "
                        + world.attribute(id).value(value).name().in(language);
            case Constraint.OptionIs(String id, String value) ->
                world.axis(id).name().in(language) + " "
                        + world.axis(id).value(value).name().in(language);
            case Constraint other -> throw new IllegalArgumentException("no habit: " + other);
        };
    }
}
