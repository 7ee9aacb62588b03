package dev.lathe.shop;

import java.util.List;

/** Lists the values that a product offers on an option axis, in the order in which its page shows them. */
public record ProductAxis(String axis, List<String> values) {
    public ProductAxis {
        values = List.copyOf(values);
    }
}
