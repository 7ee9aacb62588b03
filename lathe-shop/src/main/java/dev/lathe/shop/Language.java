package dev.lathe.shop;

/** Names a language that the shop speaks. */
public enum Language {
    EN,
    ZH
}
