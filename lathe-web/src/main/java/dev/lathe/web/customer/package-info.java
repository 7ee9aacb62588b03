/** Lets a person be the customer whom agents ask: rules decide what may be said, the person chooses among it and words it. */
@NullMarked
package dev.lathe.web.customer;

import org.jspecify.annotations.NullMarked;
