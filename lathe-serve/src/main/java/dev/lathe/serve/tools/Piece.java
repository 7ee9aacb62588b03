package dev.lathe.serve.tools;

/** Is a part of what a model wrote. */
public sealed interface Piece {
    /** Is text for the reader. */
    record Text(String text) implements Piece {}

    /**
     * Is a call of a tool.
     *
     * @param name the tool's name
     * @param arguments a JSON object
     */
    record Call(String name, String arguments) implements Piece {}
}
