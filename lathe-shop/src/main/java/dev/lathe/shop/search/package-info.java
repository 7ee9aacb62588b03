/** Full-text search over titles. */
@NullMarked
package dev.lathe.shop.search;

import org.jspecify.annotations.NullMarked;
