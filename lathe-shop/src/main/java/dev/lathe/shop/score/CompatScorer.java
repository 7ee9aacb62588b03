package dev.lathe.shop.score;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Scores purchases as the published simulators do, faults included. Attributes and options match where {@link TokenSetRatio} is above
 * 85; an attribute also where title, bullet points or description hold it.
 */
public enum CompatScorer {
    /** WebShop (Yao et al., 2022): a match of query or category is worth nothing if titles share no noun; colors are made plain. */
    WEBSHOP_2022("webshop-2022"),
    /** ShopSimulator's released code: queries are all empty, so the type is always 1. */
    SHOPSIM_PUBLIC("shopsim-public"),
    /** ShopSimulator's paper, appendix C.3. An empty query matches nothing. */
    SHOPSIM_PAPER("shopsim-paper");

    private static final int MATCH = 85;
    private static final double ENOUGH_NOUNS = 0.2;
    private static final double FEW_NOUNS = 0.1;

    private final String id;

    CompatScorer(String id) {
        this.id = id;
    }

    /** Returns the name and version in results. */
    public String id() {
        return id;
    }

    /** Scores a purchase. */
    public CompatScore score(CompatGoal goal, CompatPurchase bought, NounExtractor nouns) {
        double type = type(goal, bought, nouns);
        long attributes = goal.attributes().stream()
                .filter(wanted -> hasAttribute(bought, wanted))
                .count();
        long options = matched(plain(goal.options()), plain(bought.options()));
        double price = goal.priceUpper() <= 0 || bought.price() <= goal.priceUpper() ? 1 : 0;
        int parts = goal.attributes().size() + goal.options().size() + 1;
        return new CompatScore(
                type,
                share(attributes, goal.attributes().size()),
                share(options, goal.options().size()),
                price,
                type * (attributes + options + price) / parts);
    }

    private static double share(long matched, int asked) {
        return asked == 0 ? 1 : (double) matched / asked;
    }

    private double type(CompatGoal goal, CompatPurchase bought, NounExtractor nouns) {
        boolean sameQuery = goal.query().equals(bought.query());
        boolean sameCategory = sharedNodes(goal.category(), bought.category()) >= 2;
        double overlap = overlap(nouns.nouns(goal.title()), nouns.nouns(bought.title()));
        boolean match = sameQuery || sameCategory || overlap > ENOUGH_NOUNS;
        return switch (this) {
            case WEBSHOP_2022 -> overlap == 0 ? 0 : overlap < FEW_NOUNS ? FEW_NOUNS : match ? 1 : 0.5;
            case SHOPSIM_PUBLIC -> match ? 1 : 0.5;
            case SHOPSIM_PAPER -> {
                boolean matches = (sameQuery && !goal.query().isEmpty()) || sameCategory || overlap > ENOUGH_NOUNS;
                yield matches ? 1 : overlap == 0 ? 0 : overlap < FEW_NOUNS ? FEW_NOUNS : 0.5;
            }
        };
    }

    private static int sharedNodes(String one, String other) {
        Set<String> shared = nodes(one);
        shared.retainAll(nodes(other));
        return shared.size();
    }

    private static Set<String> nodes(String category) {
        Set<String> nodes = new HashSet<>();
        for (String node : category.split("›", -1)) {
            nodes.add(node.strip());
        }
        return nodes;
    }

    private static double overlap(Set<String> wanted, Set<String> found) {
        if (wanted.isEmpty()) {
            return ENOUGH_NOUNS;
        }
        return (double) wanted.stream().filter(found::contains).count() / wanted.size();
    }

    private static boolean hasAttribute(CompatPurchase bought, String wanted) {
        return bought.attributes().stream().anyMatch(attribute -> TokenSetRatio.of(attribute, wanted) > MATCH)
                || holds(bought.title(), wanted)
                || holds(bought.bullets(), wanted)
                || holds(bought.description(), wanted);
    }

    private static boolean holds(String text, String wanted) {
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }

    private static long matched(List<String> wanted, List<String> chosen) {
        return wanted.stream()
                .filter(asked -> chosen.stream().anyMatch(made -> TokenSetRatio.of(made, asked) > MATCH))
                .count();
    }

    private List<String> plain(List<String> options) {
        List<String> plain = new ArrayList<>(options);
        if (this == WEBSHOP_2022) {
            plain.replaceAll(PlainColors::of);
        }
        return plain;
    }
}
