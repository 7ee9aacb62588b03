package dev.lathe.shop;

import dev.lathe.shop.Persona.Order;
import dev.lathe.shop.Persona.Preference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks for contradictions in a persona. */
final class PersonaCheck {
    private PersonaCheck() {}

    /** Returns what contradicts itself, one line each; empty if nothing does. */
    static List<String> contradictions(Persona persona) {
        List<String> found = new ArrayList<>();
        Map<String, Constraint> habits = new HashMap<>();
        for (Preference preference : persona.preferences()) {
            Constraint known = habits.putIfAbsent(key(preference.category(), preference.wish()), preference.wish());
            if (known != null && !known.equals(preference.wish())) {
                found.add("two preferences: " + known + " and " + preference.wish());
            }
        }
        Map<String, Constraint> latest = new HashMap<>();
        for (Order order : persona.orders()) {
            if (order.date().isBefore(persona.since()) || order.date().isAfter(Persona.TODAY)) {
                found.add("ordered on " + order.date() + ", a member since " + persona.since());
            }
            order.bought().forEach(bought -> latest.put(key(order.category(), bought), bought));
        }
        for (int i = 1; i < persona.orders().size(); i++) {
            if (persona.orders()
                    .get(i)
                    .date()
                    .isBefore(persona.orders().get(i - 1).date())) {
                found.add("orders out of order");
            }
        }
        habits.forEach((key, wish) -> {
            if (!wish.equals(latest.get(key))) {
                found.add("prefers " + wish + " but bought " + latest.get(key));
            }
        });
        if (persona.age() < 18 || persona.age() > 99) {
            found.add("is " + persona.age());
        }
        return found;
    }

    private static String key(String category, Constraint wish) {
        return category + " "
                + switch (wish) {
                    case Constraint.AttributeIs is -> is.attribute();
                    case Constraint.OptionIs is -> is.axis();
                    case Constraint other -> other.getClass().getSimpleName();
                };
    }
}
