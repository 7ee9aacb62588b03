package dev.lathe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.shop.Catalogue;
import dev.lathe.shop.Language;
import dev.lathe.shop.Product;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.ShopTasks;
import dev.lathe.shop.Split;
import dev.lathe.shop.session.Shop;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ShopGameTests {
    private static final Catalogue CATALOGUE = Catalogue.generate(0, 800);
    private static final Shop SHOP = new Shop(CATALOGUE);
    private static final ShopTask TASK = new ShopTasks(CATALOGUE, 0).task(Split.TRAIN, Language.EN, 0);

    private static String play(ShopSettings settings, String... lines) throws IOException {
        var out = new StringWriter();
        try (var environment = new ShopEnvironment(SHOP, settings)) {
            var in = new BufferedReader(new StringReader(String.join("\n", lines)));
            new ShopGame(environment, in, new PrintWriter(out)).play(TASK);
        }
        return out.toString();
    }

    private static ShopSettings settings() {
        return ShopSettings.of(Language.EN);
    }

    private static String title() {
        Product target = CATALOGUE.product(TASK.target());
        return target.title().in(Language.EN);
    }

    @Test
    void wordsSearchAndHintsHaveNumbers() throws IOException {
        String text = play(settings(), title(), "1", "");
        assertThat(text)
                .contains(TASK.instruction(), "  1 click[#1]  2 click[#2]", "  1 choose[")
                .endsWith("> You left without a purchase, and without a score.\n");
    }

    @Test
    void aPurchaseIsScored() throws IOException {
        String item = play(settings(), title(), "1");
        String[] options = item.substring(item.indexOf("1 choose[")).split(" {2}\\d+ ");
        String[] lines = new String[options.length + 3];
        lines[0] = title();
        lines[1] = "click[#1]";
        for (int i = 0; i < options.length; i++) {
            lines[i + 2] =
                    options[i].replaceFirst("^1 ", "").lines().findFirst().orElseThrow();
        }
        lines[options.length + 1] = "";
        lines[options.length + 2] = "buy[]";
        assertThat(play(settings(), lines)).contains("asked for.", "  strict     ", "  attributes ", " turns");
    }

    @Test
    void theTurnLimitEndsTheGame() throws IOException {
        assertThat(play(settings().withTurnLimit(2), "99", "kettle", "kettle"))
                .endsWith("The customer has gone: no purchase, no score.\n");
    }
}
