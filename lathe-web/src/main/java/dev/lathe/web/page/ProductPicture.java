package dev.lathe.web.page;

import dev.lathe.shop.Category;
import dev.lathe.shop.Product;
import dev.lathe.shop.World;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Draws a product as SVG from its category, its attributes and the options that are chosen: the same product always looks the same,
 * and what is drawn is what the item's page says in words.
 */
public final class ProductPicture {
    private static final String PLAIN = "#8a8173";

    private final World world;

    public ProductPicture(World world) {
        this.world = world;
    }

    /**
     * Draws a product.
     *
     * @param chosen the ids of the option values that are chosen so far; a color among them shows
     */
    public String of(Product product, List<String> chosen) {
        Category category = world.category(product.category());
        int kind = category.id().hashCode();
        String material = first(product.attributes().values().stream().map(Palette::material), PLAIN);
        String body = first(chosen.stream().map(Palette::named), material);
        String trim = material.equals(body) ? Palette.other(product.brand().hashCode()) : material;
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120">\
            <rect width="120" height="120" fill="%s" fill-opacity="0.14"/>\
            <ellipse cx="60" cy="104" rx="34" ry="4" fill="#000" fill-opacity="0.12"/>\
            <g fill="%s" stroke="#3d3732" stroke-width="1.6" stroke-linejoin="round">%s</g>%s\
            <rect x="8" y="8" width="20" height="20" rx="6" fill="%s"/>\
            <text x="18" y="22.5" font-size="13" font-family="sans-serif" text-anchor="middle" fill="#fff">%s</text></svg>""".formatted(
                        Palette.other(kind),
                        body,
                        Silhouette.of(category.path().getFirst(), kind),
                        Decoration.of(value(product, "pattern"), value(product, "finish"), trim),
                        Palette.other(product.brand().hashCode()),
                        product.brand().substring(0, 1).toUpperCase(Locale.ROOT));
    }

    private static @Nullable String value(Product product, String attribute) {
        return product.attributes().get(attribute);
    }

    private static String first(Stream<@Nullable String> colors, String otherwise) {
        return colors.filter(Objects::nonNull).findFirst().orElse(otherwise);
    }
}
