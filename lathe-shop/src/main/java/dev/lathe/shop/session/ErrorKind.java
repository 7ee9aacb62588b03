package dev.lathe.shop.session;

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

    /** The limit of turns or of invalid actions ended the episode. */
    STEP_CAP,
    /** The policy had no room for more tokens. */
    TOKEN_CAP,
    /** No action could be read from a reply. */
    PARSE_ERROR,
    /** Left although something was right. */
    ABSTAIN_WRONG,

    /** The episode broke off for a reason outside the agent: an engine that failed, a timeout, a session that was lost. */
    INFRA
}
