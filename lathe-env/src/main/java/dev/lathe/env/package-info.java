/**
 * Holds the environments other than the shop, and the readers of their data. Today, mathematics: one question, one reply, scored
 * by an exact rule.
 */
@NullMarked
package dev.lathe.env;

import org.jspecify.annotations.NullMarked;
