package dev.lathe.shop;

/** Names what a clause of an instruction is about. */
enum ClauseKind {
    CATEGORY,
    BRAND,
    ATTRIBUTE,
    OPTION,
    PRICE
}
