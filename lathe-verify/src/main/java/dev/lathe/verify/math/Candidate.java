package dev.lathe.verify.math;

/**
 * Holds a piece of text that may be an answer.
 *
 * @param start where it begins, with its marks
 * @param end where it ends, with its marks
 * @param formula what stands between the marks
 */
record Candidate(int start, int end, String formula) {}
