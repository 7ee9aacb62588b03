package dev.lathe.shop.dialogue;

/** Holds a line in the words in which it is said. */
public record Spoken(Line line, String text) {}
