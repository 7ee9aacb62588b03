/** Those who shop without a model: the fair oracle, whose replies are the demonstrations, and the baselines. */
@NullMarked
package dev.lathe.shop.shopper;

import org.jspecify.annotations.NullMarked;
