package dev.lathe.shop.session;

import dev.lathe.core.UserError;
import dev.lathe.shop.Language;
import dev.lathe.shop.action.ActionFormat;

/**
 * Holds how the shop is presented to an agent.
 *
 * @param language the language of the pages
 * @param format how actions are written
 * @param turnLimit replies after which an episode ends without a purchase
 * @param invalidLimit invalid actions, of the whole episode, after which it ends without a purchase
 * @param guide whether a system message explains the actions first
 * @param pageSize results a page
 */
public record ShopSettings(
        Language language, ActionFormat format, int turnLimit, int invalidLimit, boolean guide, int pageSize) {
    /** Results a page, usually. */
    public static final int PAGE_SIZE = 10;

    public ShopSettings {
        atLeastOne("turn limit", turnLimit);
        atLeastOne("limit of invalid actions", invalidLimit);
        atLeastOne("page size", pageSize);
    }

    /** Returns the settings of the from-scratch policy: text actions, 30 turns, 5 invalid actions, no guide, 10 results a page. */
    public static ShopSettings of(Language language) {
        return new ShopSettings(language, ActionFormat.TEXT, 30, 5, false, PAGE_SIZE);
    }

    public ShopSettings withFormat(ActionFormat other) {
        return new ShopSettings(language, other, turnLimit, invalidLimit, guide, pageSize);
    }

    public ShopSettings withTurnLimit(int turns) {
        return new ShopSettings(language, format, turns, invalidLimit, guide, pageSize);
    }

    public ShopSettings withInvalidLimit(int actions) {
        return new ShopSettings(language, format, turnLimit, actions, guide, pageSize);
    }

    public ShopSettings withGuide() {
        return new ShopSettings(language, format, turnLimit, invalidLimit, true, pageSize);
    }

    public ShopSettings withPageSize(int results) {
        return new ShopSettings(language, format, turnLimit, invalidLimit, guide, results);
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new UserError("the shop's %s must be at least 1, not %d".formatted(name, value));
        }
    }
}
