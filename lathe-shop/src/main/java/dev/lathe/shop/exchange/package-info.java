/** Products in files: the shop's own lines, and the formats of WebShop and ShopSimulator, whose data the user brings. */
@NullMarked
package dev.lathe.shop.exchange;

import org.jspecify.annotations.NullMarked;
