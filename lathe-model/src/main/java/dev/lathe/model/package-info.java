/** Decoder-only transformers, their tokenizers, chat templates and checkpoints, and the engine that samples from them. */
@NullMarked
package dev.lathe.model;

import org.jspecify.annotations.NullMarked;
