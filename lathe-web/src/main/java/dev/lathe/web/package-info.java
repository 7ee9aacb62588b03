/** The server of the shop: what agents speak with over the wire, and pages for people. */
@NullMarked
package dev.lathe.web;

import org.jspecify.annotations.NullMarked;
