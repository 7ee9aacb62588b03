/** The inference engine: conversations ask for completions, shards decode them together over a key-value cache. */
@NullMarked
package dev.lathe.model.engine;

import org.jspecify.annotations.NullMarked;
