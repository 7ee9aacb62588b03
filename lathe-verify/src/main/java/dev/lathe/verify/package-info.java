/** Pure checks of an answer, without model, network or clock. */
@NullMarked
package dev.lathe.verify;

import org.jspecify.annotations.NullMarked;
