/** The page machine of the shop: pages, the words they are written in, scoring, and {@code ShopEnvironment} around them. */
@NullMarked
package dev.lathe.shop.session;

import org.jspecify.annotations.NullMarked;
