package dev.lathe.shop.session;

import dev.lathe.shop.Language;
import dev.lathe.shop.Product;
import dev.lathe.shop.World;
import dev.lathe.shop.action.ActionFormat;
import dev.lathe.shop.action.Amount;
import dev.lathe.shop.action.Verb;
import dev.lathe.shop.session.Page.Item;
import dev.lathe.shop.session.Page.Results;
import dev.lathe.shop.session.Page.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes pages as text: short, without buttons, and without any hint of what to do. */
final class PageRenderer {
    private final World world;
    private final Language language;
    private final ActionFormat format;
    private final PageMachine machine;
    private final PageWords words;
    private final ItemPages items;

    PageRenderer(World world, Language language, ActionFormat format, PageMachine machine) {
        this.world = world;
        this.language = language;
        this.format = format;
        this.machine = machine;
        this.words = PageWords.of(language);
        this.items = new ItemPages(world, language);
    }

    String page(Page page) {
        return switch (page) {
            case Start start -> "";
            case Results results -> results(results);
            case Item item -> item(item);
        };
    }

    private String results(Results results) {
        if (results.hits().isEmpty()) {
            return words.noResults();
        }
        var text = new StringBuilder();
        text.append(words.results()).append(' ').append(words.page()).append(' ');
        text.append(results.number() + 1)
                .append(' ')
                .append(words.of())
                .append(' ')
                .append(machine.pages(results));
        if (!words.pagesEnd().isEmpty()) {
            text.append(' ').append(words.pagesEnd());
        }
        int slot = 1;
        for (int index : machine.onPage(results)) {
            Product product = world.product(index);
            text.append("\n#").append(slot++).append(' ').append(product.title().in(language));
            text.append(' ').append(Amount.text(product.fromPrice()));
        }
        return text.toString();
    }

    private String item(Item item) {
        return items.item(world.product(item.product()), item.slot());
    }

    String chosen(Item item, int axis) {
        return items.chosen(world.product(item.product()), item.choices(), axis);
    }

    /** Writes why an action cannot be done, and what can. */
    String refused(Page page, Refusal why) {
        String allowed = allowed(page).stream().map(format::name).collect(Collectors.joining(" "));
        return words.refusal().invalid() + " " + words.refusal().why(why) + "\n"
                + words.refusal().allowed() + " " + allowed;
    }

    private List<Verb> allowed(Page page) {
        return switch (page) {
            case Start start -> List.of(Verb.SEARCH);
            case Results results -> ofResults(results);
            case Item item -> ofItem(item);
        };
    }

    private List<Verb> ofResults(Results results) {
        var verbs = new ArrayList<Verb>();
        verbs.add(Verb.SEARCH);
        if (!results.hits().isEmpty()) {
            verbs.add(Verb.CLICK);
        }
        if (results.number() + 1 < machine.pages(results)) {
            verbs.add(Verb.NEXT);
        }
        if (results.number() > 0) {
            verbs.add(Verb.PREVIOUS);
        }
        return verbs;
    }

    private List<Verb> ofItem(Item item) {
        List<Verb> verbs = ofResults(item.results());
        verbs.add(Verb.CHOOSE);
        if (item.allChosen()) {
            verbs.add(Verb.BUY);
        }
        verbs.add(Verb.BACK);
        return verbs;
    }
}
