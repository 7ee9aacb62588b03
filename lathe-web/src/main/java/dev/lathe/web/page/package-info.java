/** What people see of the shop: screens as data, pictures of products, and the files of the pages. */
@NullMarked
package dev.lathe.web.page;

import org.jspecify.annotations.NullMarked;
