package dev.lathe.shop.session;

import dev.lathe.shop.action.Reading.Flaw;
import java.util.List;
import java.util.Locale;

/** Says why an action cannot be done. */
sealed interface Refusal {
    /** Returns a code that is the same in every language, such as {@code no_such_slot}; of a reply in bad form, what is bad. */
    default String code() {
        String name =
                this instanceof BadForm(Flaw flaw) ? flaw.name() : getClass().getSimpleName();
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    /** The reply holds no action in good form. */
    record BadForm(Flaw flaw) implements Refusal {}

    /** A slot that is not on the page; the page has 1 to {@code last}. */
    record NoSuchSlot(int last) implements Refusal {}

    /** There are no results to click, turn or go back to. */
    record NoResults() implements Refusal {}

    /** Nothing is open that could be chosen from or bought. */
    record NoItemOpen() implements Refusal {}

    /** A value that the open item does not offer. */
    record NoSuchValue(List<String> offered) implements Refusal {}

    /** A purchase before every option has a value. */
    record NotAllChosen(List<String> missing) implements Refusal {}

    /** A combination of which nothing is left. */
    record SoldOut() implements Refusal {}

    /** The last page of results has no next. */
    record LastPage() implements Refusal {}

    /** The first page of results has no previous. */
    record FirstPage() implements Refusal {}

    /** This shop has nobody to ask. */
    record NoShopper() implements Refusal {}
}
