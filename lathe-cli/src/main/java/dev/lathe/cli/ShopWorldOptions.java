package dev.lathe.cli;

import dev.lathe.shop.Catalogue;
import dev.lathe.shop.Market;
import dev.lathe.shop.search.Analysis;
import dev.lathe.shop.search.IndexForm;
import dev.lathe.shop.search.MarketIndex;
import dev.lathe.shop.session.Shop;
import dev.lathe.web.session.ShopFloor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says which shop it is. */
final class ShopWorldOptions {
    /** So many give every split families of several categories; recipes ask for as many. */
    static final int FEWEST_PRODUCTS = 800;

    @Option(names = "--products", paramLabel = "N", description = "Products in the shop; 20000 if not given.")
    private int products = 20_000;

    @Option(names = "--catalogue-seed", paramLabel = "N", description = "Seed of the catalogue; 0 if not given.")
    private long seed;

    @Option(
            names = "--market",
            description = "A market of a thousand categories with ratings and stock, of up to 50,000,000 products.")
    private boolean market;

    @Option(
            names = "--index",
            paramLabel = "DIR",
            description = "Folder of the market's index, which is built if it is not there; in memory if not given.")
    private Optional<Path> index = Optional.empty();

    @Option(
            names = "--english-terms",
            paramLabel = "stems|words",
            description =
                    "What English texts are searched by: words without their endings (if not given), or as written.")
    private Analysis.English english = Analysis.USUAL.english();

    @Option(
            names = "--chinese-terms",
            paramLabel = "pairs|words|characters",
            description =
                    "What Chinese texts are searched by: pairs of characters (if not given), words of a dictionary,"
                            + " or single characters.")
    private Analysis.Chinese chinese = Analysis.USUAL.chinese();

    @Mixin
    private ShopperOptions shopper;

    ShopFloor floor() {
        return floor(null);
    }

    /**
     * Opens the shop.
     *
     * @param customer words what shoppers say; as the options say if null
     */
    ShopFloor floor(ShopFloor.@Nullable Voicing customer) {
        ServeLimits.requireAtLeast("--products", products, FEWEST_PRODUCTS);
        ShopFloor.Voicing voicing = customer == null ? shopper.voicing() : customer;
        var analysis = new Analysis(english, chinese);
        Shop shop = market ? market(analysis) : new Shop(Catalogue.generate(seed, products), analysis);
        return new ShopFloor(shop, seed, voicing);
    }

    private Shop market(Analysis analysis) {
        var world = new Market(seed, products, Market.TWINS);
        if (index.isEmpty()) {
            return new Shop(world, analysis);
        }
        Path folder = index.get();
        IndexForm form = IndexForm.COMBINED.with(analysis);
        if (isMissing(folder)) {
            MarketIndex.build(world, form, folder, Runtime.getRuntime().availableProcessors());
        }
        return Shop.of(world, form, folder);
    }

    /** Returns whether there is no index to open: nothing, or a folder that was made for one. */
    private static boolean isMissing(Path folder) {
        String[] files = folder.toFile().list();
        return Files.notExists(folder) || (files != null && files.length == 0);
    }
}
