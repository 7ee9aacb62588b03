/** The shop as a server of the Model Context Protocol, over standard streams and streamable HTTP. */
@NullMarked
package dev.lathe.web.mcp;

import org.jspecify.annotations.NullMarked;
