package dev.lathe.shop.shopper;

import dev.lathe.shop.Language;
import dev.lathe.shop.session.MarketWords;
import dev.lathe.shop.session.PageWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads pages of one language, as an agent sees them. */
final class PageReader {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final PageWords words;
    private final String soldOut;

    PageReader(Language language) {
        this.words = PageWords.of(language);
        this.soldOut = MarketWords.of(language).soldOut();
    }

    Sight read(String page) {
        List<String> lines = page.lines().toList();
        String first = lines.isEmpty() ? "" : lines.getFirst();
        if (first.startsWith(words.results() + " ")) {
            return results(lines);
        }
        if (first.startsWith(words.item() + " #")) {
            return item(lines);
        }
        if (lines.isEmpty() || lines.size() > 2 || first.contains(":") || first.equals(words.noResults())) {
            return new Sight.Nothing();
        }
        String label = words.price() + ": ";
        String last = lines.getLast();
        if (last.equals(soldOut)) {
            return new Sight.Nothing();
        }
        return new Sight.Choice(last.startsWith(label) ? last.substring(label.length()) : null);
    }

    private static Sight results(List<String> lines) {
        List<Integer> numbers = NUMBER.matcher(lines.getFirst())
                .results()
                .map(MatchResult::group)
                .map(Integer::valueOf)
                .toList();
        var hits = new ArrayList<Sight.Hit>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> parts = List.of(line.split(" ", -1));
            hits.add(new Sight.Hit(slot(parts.getFirst()), parts.subList(1, parts.size())));
        }
        return new Sight.Results(numbers.getFirst(), numbers.getLast(), hits);
    }

    private static Sight item(List<String> lines) {
        var values = new LinkedHashMap<String, List<String>>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                values.put(
                        line.substring(0, colon),
                        List.of(line.substring(colon + 2).split(" ", -1)));
            }
        }
        return new Sight.Item(slot(lines.getFirst().split(" ", -1)[1]), values);
    }

    private static int slot(String word) {
        return Integer.parseInt(word.substring(1));
    }
}
