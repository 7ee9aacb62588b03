package dev.lathe.train.data;

import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;

/** Gives the rows of one file by their numbers. Safe for use by many threads. */
interface Table extends AutoCloseable {
    Path file();

    /** Returns how many rows there are. */
    long size();

    /**
     * Reads a row.
     *
     * @param number from 0
     * @throws BadRow if the row is malformed
     */
    ObjectNode row(long number);

    /** Returns the place of a row for messages: the file, and the line or row, from 1. */
    String where(long number);

    @Override
    void close();
}
