package dev.lathe.shop.shopper;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds what a shopper sees on a page: nothing but the page's own words. */
sealed interface Sight {
    /** One line of results. */
    record Hit(int slot, List<String> words) {}

    /** A page of results, counted from 1. */
    record Results(int page, int pages, List<Hit> hits) implements Sight {}

    /** An open item: the words after each label, attributes and options alike. */
    record Item(int slot, Map<String, List<String>> lines) implements Sight {
        List<String> values(String label) {
            return lines.getOrDefault(label, List.of());
        }
    }

    /** The answer to a choice; the price is null until every option is chosen. */
    record Choice(@Nullable String price) implements Sight {}

    /** Anything else: no results, or a refusal. */
    record Nothing() implements Sight {}
}
