/** What the tokens of a reply may be: constraints say, token by token, which may come next. */
@NullMarked
package dev.lathe.model.constraint;

import org.jspecify.annotations.NullMarked;
