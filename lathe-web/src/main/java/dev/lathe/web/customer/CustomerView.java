package dev.lathe.web.customer;

import dev.lathe.web.page.ScreenView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is what a person sees who is the customer, while an agent waits.
 *
 * @param number names the agent's request
 * @param language the language of the talk
 * @param request what the customer said first
 * @param talk what was said since
 * @param question what the agent asks, or null if it proposes something
 * @param proposed what the agent proposes, or null if it asks
 * @param lines what may be said
 */
record CustomerView(
        long number,
        String language,
        String request,
        List<PersonAtPage.Exchange> talk,
        @Nullable String question,
        ScreenView.@Nullable Item proposed,
        List<Wish> wishes,
        List<Choosable> lines) {
    /**
     * Shows one wish.
     *
     * @param told {@code said} in the request, {@code profile}, {@code told} since, told {@code otherwise} and not yet taken back, or
     *     {@code untold}
     * @param state {@code met} or {@code broken} by what is proposed; {@code open} where nothing is
     */
    record Wish(String text, String told, String state) {}

    /**
     * Shows a line that may be said.
     *
     * @param act what it does, by name
     * @param text how it is said if the person does not word it
     */
    record Choosable(String act, String text) {}
}
