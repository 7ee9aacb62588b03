/**
 * Decides whether two answers of mathematics mean the same: numbers, expressions, equations, inequalities, sets, intervals, tuples,
 * matrices and words, written plainly or in LaTeX. Everything is pure and bounded: text length, depth, size of numbers.
 */
@NullMarked
package dev.lathe.verify.math;

import org.jspecify.annotations.NullMarked;
