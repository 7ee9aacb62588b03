package dev.lathe.shop;

/** Names one value of an option axis. */
public record OptionValue(String id, Text name) {}
