/** What an agent can say to the shop: verbs, and the two formats (text and JSON) in which an action is found in a reply. */
@NullMarked
package dev.lathe.shop.action;

import org.jspecify.annotations.NullMarked;
