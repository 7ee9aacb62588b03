package dev.lathe.shop;

/** Names one value of an attribute. */
public record AttributeValue(String id, Text name) {}
