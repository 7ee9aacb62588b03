package dev.lathe.shop.session;

import dev.lathe.shop.Constraint;

/** Names what can go wrong in an episode, by what the agent was doing. */
public enum ErrorKind {
    /** No query held the category or the brand that was wished. */
    CONSTRAINT_NEVER_QUERIED,
    /** The same words and filters again. */
    DUPLICATE_QUERY,
    /** More than twenty words. */
    OVER_LONG_QUERY,
    /** Nothing was found by the last query. */
    ZERO_RESULT_NOT_RELAXED,
    /** No list of results held a product that meets all constraints. */
    GOLD_NEVER_RETRIEVED,
    /** A right product was on a page that was shown, and not opened. */
    GOLD_RETRIEVED_NOT_OPENED,
    /** A right product was only on later pages of results than were shown. */
    PAGE_DEPTH_INSUFFICIENT,

    /** A slot that is not on the page. */
    NOT_ON_PAGE,
    /** An action that the page has not. */
    WRONG_PAGE_KIND,
    /** An item was opened whose kind, brand or price on the list is not what the request says. */
    OPENED_VIOLATING_ITEM,
    /** A value that the open item does not offer. */
    OPTION_MISSING,
    /** A combination that is sold out. */
    SOLD_OUT,
    /** The same page and state three times. */
    LOOP,

    /** A purchase before every option had a value. */
    WITHOUT_ALL_OPTIONS,
    /** A purchase that the shopper had not accepted. */
    UNCONFIRMED,
    /** A purchase that the shopper had refused. */
    AFTER_REFUSAL,
    OVER_BUDGET,
    WRONG_CATEGORY,
    WRONG_ATTRIBUTE,
    WRONG_OPTION,
    /** Rated or delivered worse than wished. */
    WRONG_SERVICE,
    /** Exactly one constraint is broken. */
    NEAR_TWIN,
    /** Something wrong was bought while a right product was on a page that was shown. */
    BETTER_IN_VIEW,

    /** A wish that only the shopper tells was never told. */
    MISSING_SLOT_NEVER_ASKED,
    /** A question about what was said already. */
    ASKED_KNOWN,
    /** The same question again. */
    REPEATED_QUESTION,
    /** A question about what the profile shows. */
    ASKED_PROFILE_ANSWERABLE,

    /** A habit that the profile shows was not heeded. */
    OMISSION,
    /** A habit of another kind of products was followed. */
    WRONG_FIELD,
    /** A habit was put above what was said. */
    OVER_INTERPRETATION,
    /** An older order was followed in place of the latest. */
    TEMPORAL_CONFUSION,

    /** Something that an errand asks for was not bought. */
    NOT_BOUGHT,
    /** Something was bought that an errand does not ask for. */
    UNWISHED_PURCHASE,
    /** What had to come from one shop came from several. */
    MIXED_SHOPS,
    /** More was paid than allowed, though a voucher would have done. */
    VOUCHER_UNUSED,
    /** The order that had to go back did not. */
    NOT_RETURNED,
    /** An order went back that had to stay. */
    WRONG_RETURN,
    /** A return that the rules of the shop do not allow. */
    FORBIDDEN_RETURN,
    /** Another status than the order's, or none. */
    WRONG_ANSWER,

    /** The limit of turns or of invalid actions ended the episode. */
    STEP_CAP,
    /** The policy had no room for more tokens. */
    TOKEN_CAP,
    /** No action could be read from a reply. */
    PARSE_ERROR,
    /** Left although something was right. */
    ABSTAIN_WRONG,

    /** The episode broke off for a reason outside the agent: an engine that failed, a timeout, a session that was lost. */
    INFRA;

    /** Returns what an action was that could not be done, by the code of its refusal. */
    public static ErrorKind ofRefusal(String code) {
        return switch (code) {
            case "no_such_slot", "no_such_line", "no_such_voucher" -> NOT_ON_PAGE;
            case "no_such_value" -> OPTION_MISSING;
            case "not_all_chosen" -> WITHOUT_ALL_OPTIONS;
            case "sold_out" -> SOLD_OUT;
            case "not_returnable" -> FORBIDDEN_RETURN;
            case "no_results",
                    "no_item_open",
                    "last_page",
                    "first_page",
                    "no_shopper",
                    "empty_cart",
                    "errands_check_out" -> WRONG_PAGE_KIND;
            default -> PARSE_ERROR;
        };
    }

    /** Returns what is wrong with a purchase that does not meet a wish. */
    public static ErrorKind ofUnmet(Constraint wish) {
        return switch (wish) {
            case Constraint.CategoryIs is -> WRONG_CATEGORY;
            case Constraint.AttributeIs is -> WRONG_ATTRIBUTE;
            case Constraint.NumberAtLeast is -> WRONG_ATTRIBUTE;
            case Constraint.OptionIs is -> WRONG_OPTION;
            case Constraint.PriceAtMost is -> OVER_BUDGET;
            case Constraint.RatingAtLeast is -> WRONG_SERVICE;
            case Constraint.DeliveredWithin is -> WRONG_SERVICE;
        };
    }
}
