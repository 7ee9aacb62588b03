package dev.lathe.shop.desk;

import dev.lathe.shop.Listing;
import dev.lathe.shop.Product;
import dev.lathe.shop.Purchase;
import dev.lathe.shop.World;
import java.util.List;

/**
 * Holds one thing in a cart or an order.
 *
 * @param product its index
 * @param chosen one value id per axis
 */
public record CartLine(int product, List<String> chosen) {
    public CartLine {
        chosen = List.copyOf(chosen);
    }

    /** Returns how many shops some things come from. */
    public static long shops(World world, List<CartLine> lines) {
        return lines.stream()
                .map(line -> String.valueOf(world.listing(line.product()).shop()))
                .distinct()
                .count();
    }

    /** Returns what it is as a purchase. */
    public Purchase in(World world) {
        Product found = world.product(product);
        Listing listing = world.listing(product);
        return new Purchase(found, listing, chosen);
    }
}
