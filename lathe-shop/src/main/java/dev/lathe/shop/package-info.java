/** A large, deterministic, bilingual shop: catalogue, search, session, tasks, shoppers and scoring. No HTTP and no pages. */
@NullMarked
package dev.lathe.shop;

import org.jspecify.annotations.NullMarked;
