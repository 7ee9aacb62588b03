package dev.lathe.web.wire;

import dev.lathe.serve.http.ApiError;
import dev.lathe.serve.http.Check;
import dev.lathe.serve.http.Exchange;
import org.jspecify.annotations.Nullable;

/** Reads what stands in the query of a URL; what is not given is null. */
public final class QueryParameters {
    private QueryParameters() {}

    /**
     * Returns a whole number.
     *
     * @throws ApiError if it is none, or does not fit into 32 bits
     */
    public static @Nullable Integer whole(Exchange exchange, String name) {
        String text = exchange.query(name);
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException none) {
            throw Check.invalid(name, "expected an integer");
        }
    }

    /** Returns whether something is wanted. */
    static @Nullable Boolean flag(Exchange exchange, String name) {
        return switch (exchange.query(name)) {
            case null -> null;
            case "true" -> true;
            case "false" -> false;
            default -> throw Check.invalid(name, "expected true or false");
        };
    }
}
