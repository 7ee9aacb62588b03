/** HTTP as the wire formats need it: routes on virtual threads, JSON bodies of bounded size, event streams, clients that vanish. */
@NullMarked
package dev.lathe.serve.http;

import org.jspecify.annotations.NullMarked;
