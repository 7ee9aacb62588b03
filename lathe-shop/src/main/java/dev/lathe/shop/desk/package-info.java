/** Errands with a cart: bundles, vouchers, corrections of a cart, substitutes, returns and questions about orders, judged by what was done. */
@NullMarked
package dev.lathe.shop.desk;

import org.jspecify.annotations.NullMarked;
