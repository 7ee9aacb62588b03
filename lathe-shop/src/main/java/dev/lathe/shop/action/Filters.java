package dev.lathe.shop.action;

import dev.lathe.shop.Refinement;
import dev.lathe.shop.Refinement.Order;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and writes what refines a search in text: {@code brand norvik}, {@code rating 4.5}, {@code sort price}. */
final class Filters {
    private static final Pattern FILTER = Pattern.compile("(brand|rating|sort)\\s+(\\S.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern STARS = Pattern.compile("([0-5])(?:\\s*\\.\\s*(\\d))?");

    private Refinement refinement = Refinement.NONE;

    /** Takes one filter; returns whether it is in good form. */
    boolean read(String filter) {
        Matcher matcher = FILTER.matcher(filter);
        if (!matcher.matches()) {
            return false;
        }
        String value = matcher.group(2).strip();
        return switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
            case "brand" -> brand(value);
            case "rating" -> rating(value);
            default -> order(value);
        };
    }

    boolean brand(String name) {
        refinement = refinement.withBrand(name);
        return true;
    }

    boolean rating(String stars) {
        Integer tenths = tenths(stars);
        if (tenths == null) {
            return false;
        }
        refinement = refinement.withLeastRating(tenths);
        return true;
    }

    boolean order(String name) {
        Optional<Order> order = order(name, Order.values());
        order.ifPresent(found -> refinement = refinement.withOrder(found));
        return order.isPresent();
    }

    private static Optional<Order> order(String name, Order[] orders) {
        for (Order order : orders) {
            if (order.name().equalsIgnoreCase(name)) {
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }

    private static @Nullable Integer tenths(String stars) {
        Matcher matcher = STARS.matcher(stars);
        if (!matcher.matches()) {
            return null;
        }
        String tenth = matcher.group(2) == null ? "0" : matcher.group(2);
        return Integer.parseInt(matcher.group(1) + tenth);
    }

    Refinement refinement() {
        return refinement;
    }

    static String write(Refinement refinement) {
        var text = new StringBuilder();
        if (refinement.brand() != null) {
            text.append(" | brand ").append(refinement.brand());
        }
        if (refinement.leastRating() != null) {
            text.append(" | rating ")
                    .append(refinement.leastRating() / 10)
                    .append('.')
                    .append(refinement.leastRating() % 10);
        }
        if (refinement.order() != Order.RELEVANCE) {
            text.append(" | sort ").append(refinement.order().name().toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }
}
