/** Scores of the published simulators, beside which the shop's own score can be read, and statistics to compare policies by. */
@NullMarked
package dev.lathe.shop.score;

import org.jspecify.annotations.NullMarked;
