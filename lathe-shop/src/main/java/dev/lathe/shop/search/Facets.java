package dev.lathe.shop.search;

import java.util.Map;

/**
 * Counts what a search found, over all matches.
 *
 * @param total how many products match
 * @param brands how many there are of each brand id, the most frequent first
 * @param ratings how many there are at or above 3.5, 4.0 and 4.5 stars, by tenths; none where products are not rated
 * @param prices how many cost at most each hundred and more than the hundred before, in whole units
 */
public record Facets(
        int total, Map<String, Integer> brands, Map<Integer, Integer> ratings, Map<Integer, Integer> prices) {}
