package dev.lathe.shop.dialogue;

import dev.lathe.shop.Constraint;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.WishReader;
import java.util.Set;

/** Compares what texts state, so that nobody who words a line says more or less than the rules decided. */
public record SameFacts(WishReader reader) {
    /** Returns whether a text states exactly the facts of a template. */
    public boolean hold(ShopTask task, String template, String text) {
        return !text.isBlank() && facts(task, text).equals(facts(task, template));
    }

    private Set<Constraint> facts(ShopTask task, String text) {
        return Set.copyOf(reader.read(text, TemplateVoice.category(task)));
    }
}
