package dev.lathe.shop;

import java.time.LocalDate;
import java.util.List;

/**
 * Describes a shopper whose habits never contradict each other. Dates are of an invented year line; {@link #TODAY} is the day of every
 * task.
 *
 * @param orders what was bought, oldest first
 */
public record Persona(
        int number, Text name, int age, Text city, LocalDate since, List<Preference> preferences, List<Order> orders) {
    /** The day on which every task is set. */
    public static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

    /** Names the part of a profile that carries a hint. */
    public enum Field {
        PREFERENCES,
        ORDERS
    }

    /**
     * Says what the shopper always wants of a category.
     *
     * @param field where the profile shows it: as a preference, or by the latest order alone
     */
    public record Preference(String category, Constraint wish, Field field) {}

    /** Holds what was bought of a category on a day. */
    public record Order(LocalDate date, String category, List<Constraint> bought) {
        public Order {
            bought = List.copyOf(bought);
        }
    }

    public Persona {
        preferences = List.copyOf(preferences);
        orders = List.copyOf(orders);
    }
}
