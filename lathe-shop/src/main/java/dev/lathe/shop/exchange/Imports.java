package dev.lathe.shop.exchange;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.UserError;
import dev.lathe.shop.Attribute;
import dev.lathe.shop.AttributeValue;
import dev.lathe.shop.Category;
import dev.lathe.shop.Hashes;
import dev.lathe.shop.ImportedCatalogue;
import dev.lathe.shop.Listing;
import dev.lathe.shop.OptionAxis;
import dev.lathe.shop.OptionValue;
import dev.lathe.shop.Product;
import dev.lathe.shop.ProductAxis;
import dev.lathe.shop.Text;
import dev.lathe.shop.exchange.ExchangeProduct.Axis;
import dev.lathe.shop.exchange.ExchangeProduct.Sku;
import dev.lathe.shop.exchange.ExchangeProduct.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a file of products as a world. An attribute of the file is a property that a product has or has not; the price of a combination
 * is that of its SKU, else the greatest of its values' own prices, else the file's least. Words with spaces are joined by hyphens where
 * a page lists them.
 */
public final class Imports {
    static final String YES = "yes";
    private static final int MOST_COMBINATIONS = 10_000;
    private static final int UNKNOWN_PRICE = 10_000;
    private static final String NO_BRAND = "none";

    private final List<ExchangeProduct> read = new ArrayList<>();
    private final List<Product> products = new ArrayList<>();
    private final List<Listing> listings = new ArrayList<>();
    private final Map<String, Category> categories = new LinkedHashMap<>();
    private final Map<String, Attribute> attributes = new LinkedHashMap<>();
    private final Map<String, Map<String, OptionValue>> axes = new LinkedHashMap<>();

    private Imports() {
        attributes.put(
                Attribute.BRAND,
                new Attribute(Attribute.BRAND, same(Attribute.BRAND), List.of(new AttributeValue(NO_BRAND, same("")))));
    }

    /**
     * Reads a file, packed by gzip if it ends in {@code .gz}.
     *
     * @throws UserError if it cannot be read, holds no product, or a record is not of the format
     */
    public static ImportedTasks read(Path file, ExchangeFormat format) {
        var imports = new Imports();
        ExchangeFiles.read(file, format, imports::add);
        if (imports.products.isEmpty()) {
            throw new UserError("%s: holds no product".formatted(file));
        }
        return new ImportedTasks(imports.catalogue(hash(file)), imports.read);
    }

    private ImportedCatalogue catalogue(String hash) {
        Map<String, OptionAxis> named = new LinkedHashMap<>();
        axes.forEach((id, values) -> named.put(id, new OptionAxis(id, same(id), List.copyOf(values.values()))));
        return new ImportedCatalogue(products, listings, categories, attributes, named, hash);
    }

    private static String hash(Path file) {
        try {
            return Hashes.sha256(Files.readAllBytes(file));
        } catch (IOException failed) {
            throw new UserError("%s: cannot be read (%s)".formatted(file, AtomicFiles.reason(failed)), failed);
        }
    }

    private void add(ExchangeProduct product) {
        List<Axis> offered = offered(product);
        List<ProductAxis> chosen = new ArrayList<>();
        for (Axis axis : offered) {
            Map<String, OptionValue> known = axes.computeIfAbsent(label(axis.name()), missing -> new LinkedHashMap<>());
            List<String> ids = new ArrayList<>();
            for (Value value : axis.values()) {
                String id = label(value.value());
                known.putIfAbsent(id, new OptionValue(id, same(id)));
                ids.add(id);
            }
            chosen.add(new ProductAxis(label(axis.name()), ids));
        }
        int index = products.size();
        products.add(new Product(
                index,
                product.id(),
                index,
                category(product),
                NO_BRAND,
                same(product.title().strip()),
                flags(product),
                chosen,
                prices(product, offered)));
        listings.add(Listing.PLAIN);
        read.add(product);
    }

    /** Returns the choices that are one, as many of them as keep combinations few. */
    private static List<Axis> offered(ExchangeProduct product) {
        List<Axis> offered = new ArrayList<>();
        int combinations = 1;
        for (Axis axis : product.axes()) {
            Map<String, Value> distinct = new LinkedHashMap<>();
            axis.values().stream()
                    .filter(value -> !value.value().isBlank())
                    .forEach(value -> distinct.putIfAbsent(label(value.value()), value));
            if (!distinct.isEmpty() && (long) combinations * distinct.size() <= MOST_COMBINATIONS) {
                combinations *= distinct.size();
                offered.add(new Axis(axis.name(), List.copyOf(distinct.values())));
            }
        }
        return offered;
    }

    private String category(ExchangeProduct product) {
        List<String> path = product.category().isEmpty() ? List.of("things") : product.category();
        String id = String.join("›", path);
        categories.putIfAbsent(id, new Category(id, path, same(path.getLast()), List.of(), List.of()));
        return id;
    }

    private Map<String, String> flags(ExchangeProduct product) {
        Map<String, String> flags = new LinkedHashMap<>();
        for (String word : product.attributes()) {
            if (!word.isBlank()) {
                String id = label(word);
                attributes.putIfAbsent(
                        id, new Attribute(id, same(id), List.of(new AttributeValue(YES, new Text(YES, "是")))));
                flags.put(id, YES);
            }
        }
        return flags;
    }

    private static int[] prices(ExchangeProduct product, List<Axis> offered) {
        Map<List<String>, Integer> known = new HashMap<>();
        for (Sku sku : product.skus()) {
            known.put(sku.values().stream().map(Imports::label).toList(), sku.price());
        }
        List<Integer> prices = new ArrayList<>();
        collect(offered, new ArrayList<>(), known, least(product), 0, prices);
        return prices.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int least(ExchangeProduct product) {
        return product.prices().stream()
                .filter(price -> price > 0)
                .min(Integer::compare)
                .orElse(UNKNOWN_PRICE);
    }

    /** Goes through all combinations, row-major over the axes. */
    private static void collect(
            List<Axis> left,
            List<String> chosen,
            Map<List<String>, Integer> known,
            int least,
            int own,
            List<Integer> prices) {
        if (left.isEmpty()) {
            prices.add(known.getOrDefault(List.copyOf(chosen), own == 0 ? least : own));
            return;
        }
        for (Value value : left.getFirst().values()) {
            chosen.addLast(label(value.value()));
            int price = value.price() == null ? 0 : value.price();
            collect(left.subList(1, left.size()), chosen, known, least, Math.max(own, price), prices);
            chosen.removeLast();
        }
    }

    private static Text same(String text) {
        return new Text(text, text);
    }

    /** Returns a word as pages list it: without spaces, brackets and colons, which have a meaning there. */
    static String label(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s\\[\\]:|]+", "-");
    }

    /** Returns the labels of words. */
    static List<String> labels(List<String> words) {
        return words.isEmpty()
                ? Collections.emptyList()
                : words.stream().map(Imports::label).toList();
    }
}
