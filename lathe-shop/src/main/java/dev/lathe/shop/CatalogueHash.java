package dev.lathe.shop;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/** Computes the SHA-256 of what a catalogue says and sells. */
final class CatalogueHash {
    private static final int SAMPLE = 512;

    private CatalogueHash() {}

    static String of(Lexicon lexicon, List<Product> products) {
        MessageDigest digest = Hashes.digest();
        lexicon.categories().forEach(category -> add(digest, category.toString()));
        lexicon.attributes().values().forEach(attribute -> add(digest, attribute.toString()));
        lexicon.axes().values().forEach(axis -> add(digest, axis.toString()));
        for (Product product : products) {
            add(digest, line(product));
        }
        return Hashes.hex(digest);
    }

    /** Names a market by what decides its products, and by a sample of them so that a change of the generator shows. */
    static String of(Market market) {
        MessageDigest digest = Hashes.digest();
        add(digest, market.identity());
        market.categories().forEach(category -> add(digest, category.toString()));
        int step = Math.max(1, market.size() / SAMPLE);
        for (int index = 0; index < market.size(); index += step) {
            add(digest, line(market.product(index)));
            add(digest, market.listing(index).toString());
        }
        return Hashes.hex(digest);
    }

    private static String line(Product product) {
        return String.join(
                "\t",
                product.id(),
                product.category(),
                product.brand(),
                product.title().en(),
                product.title().zh(),
                product.attributes().toString(),
                product.axes().toString(),
                Arrays.toString(product.prices()));
    }

    private static void add(MessageDigest digest, String line) {
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }
}
