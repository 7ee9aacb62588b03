/**
 * Learning from teachers: divergences between what a student and a teacher would say next, over the whole vocabulary or over a
 * teacher's likeliest tokens, on given texts or on those that the student writes.
 */
@NullMarked
package dev.lathe.algorithm.distillation;

import org.jspecify.annotations.NullMarked;
