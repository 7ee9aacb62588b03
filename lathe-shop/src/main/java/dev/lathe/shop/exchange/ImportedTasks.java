package dev.lathe.shop.exchange;

import dev.lathe.core.DisplayName;
import dev.lathe.core.Seeds;
import dev.lathe.shop.Constraint;
import dev.lathe.shop.ImportedCatalogue;
import dev.lathe.shop.Language;
import dev.lathe.shop.Product;
import dev.lathe.shop.ProductAxis;
import dev.lathe.shop.Satisfaction;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.Split;
import dev.lathe.shop.Splits;
import dev.lathe.shop.exchange.ExchangeProduct.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes tasks of an imported catalogue. A product with requests of its own is asked for in their words; of them count the attributes and
 * options that the file lists with the request, and the product's category. Any other is asked for by category, some attributes,
 * options and a price. Immutable.
 */
public final class ImportedTasks {
    private static final int FEN = 100;
    private static final int ATTRIBUTES = 3;

    private final ImportedCatalogue catalogue;
    private final List<ExchangeProduct> records;
    private final List<Wanted> wanted = new ArrayList<>();
    private final Map<Split, List<Integer>> numbers;
    private final Satisfaction satisfaction;

    /** Names what a task asks for: a product, and which of its requests, or -1 for none. */
    private record Wanted(int product, int request) {
        Split split() {
            return Splits.ofFamily(product);
        }
    }

    ImportedTasks(ImportedCatalogue catalogue, List<ExchangeProduct> records) {
        this.catalogue = catalogue;
        this.records = List.copyOf(records);
        this.satisfaction = new Satisfaction(catalogue);
        for (int product = 0; product < records.size(); product++) {
            int requests = records.get(product).requests().size();
            for (int request = 0; request < requests; request++) {
                wanted.add(new Wanted(product, request));
            }
            if (requests == 0) {
                wanted.add(new Wanted(product, -1));
            }
        }
        this.numbers = IntStream.range(0, wanted.size())
                .boxed()
                .collect(Collectors.groupingBy(number -> wanted.get(number).split()));
    }

    public ImportedCatalogue catalogue() {
        return catalogue;
    }

    /** Returns how many tasks there are. */
    public int size() {
        return wanted.size();
    }

    /** Returns how many tasks of a split there are. */
    public int size(Split split) {
        return numbers.getOrDefault(split, List.of()).size();
    }

    /**
     * Returns a task of a split.
     *
     * @param place below {@link #size(Split)}
     * @param language of what is not in the file
     */
    public ShopTask task(Split split, Language language, int place) {
        return task(language, numbers.getOrDefault(split, List.of()).get(place));
    }

    /**
     * Returns a task of whatever split.
     *
     * @param number below {@link #size()}
     * @param language of what is not in the file
     */
    public ShopTask task(Language language, int number) {
        Wanted asked = wanted.get(number);
        Product product = catalogue.product(asked.product());
        Split split = asked.split();
        String id = String.format(Locale.ROOT, "imported-%s-%06d", DisplayName.of(language), number);
        if (asked.request() >= 0) {
            Request request = records.get(asked.product()).requests().get(asked.request());
            List<Constraint> wishes = wishes(product, request);
            return new ShopTask(
                    id, split, language, request.text(), wishes, product.index(), satisfaction.count(wishes));
        }
        List<Constraint> wishes = wishes(product, new SplittableRandom(Seeds.of(number)));
        return new ShopTask(
                id,
                split,
                language,
                said(product, wishes, language),
                wishes,
                product.index(),
                satisfaction.count(wishes));
    }

    private static List<Constraint> wishes(Product product, Request request) {
        List<Constraint> wishes = new ArrayList<>();
        wishes.add(new Constraint.CategoryIs(product.category()));
        for (String attribute : Imports.labels(request.attributes())) {
            if (product.has(attribute, Imports.YES)) {
                wishes.add(new Constraint.AttributeIs(attribute, Imports.YES));
            }
        }
        for (String value : Imports.labels(request.options())) {
            product.axes().stream()
                    .filter(axis -> axis.values().contains(value))
                    .findFirst()
                    .ifPresent(axis -> wishes.add(new Constraint.OptionIs(axis.axis(), value)));
        }
        return wishes;
    }

    private static List<Constraint> wishes(Product product, SplittableRandom random) {
        List<Constraint> wishes = new ArrayList<>();
        wishes.add(new Constraint.CategoryIs(product.category()));
        product.attributes().keySet().stream()
                .limit(ATTRIBUTES)
                .forEach(attribute -> wishes.add(new Constraint.AttributeIs(attribute, Imports.YES)));
        List<String> values = new ArrayList<>();
        for (ProductAxis axis : product.axes()) {
            String value = axis.values().get(random.nextInt(axis.values().size()));
            values.add(value);
            wishes.add(new Constraint.OptionIs(axis.axis(), value));
        }
        int price = product.price(values);
        wishes.add(new Constraint.PriceAtMost((price / FEN + 1 + random.nextInt(1 + price / FEN / 10)) * FEN));
        return wishes;
    }

    private String said(Product product, List<Constraint> wishes, Language language) {
        List<String> parts = new ArrayList<>();
        for (Constraint wish : wishes) {
            parts.add(
                    switch (wish) {
                        case Constraint.CategoryIs is ->
                            catalogue.category(product.category()).name().in(language);
                        case Constraint.AttributeIs is -> is.attribute();
                        case Constraint.OptionIs is -> is.axis() + " " + is.value();
                        case Constraint.PriceAtMost most ->
                            (language == Language.EN ? "at most " : "最多 ") + most.fen() / FEN;
                        case Constraint other -> throw new IllegalStateException("no such wish is made: " + other);
                    });
        }
        return String.join(language == Language.EN ? ", " : "，", parts);
    }
}
