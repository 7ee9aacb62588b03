/** The shopper whom an agent can ask: rules decide what is said, templates or a model how, and an audit counts what went wrong. */
@NullMarked
package dev.lathe.shop.dialogue;

import org.jspecify.annotations.NullMarked;
