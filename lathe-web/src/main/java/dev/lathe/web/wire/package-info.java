/** The shop over the wire: JSON over HTTP, JSON lines, function calls, and GEM's protocol. */
@NullMarked
package dev.lathe.web.wire;

import org.jspecify.annotations.NullMarked;
