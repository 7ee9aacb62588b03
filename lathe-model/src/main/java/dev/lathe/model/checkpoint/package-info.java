/**
 * Model files. A {@code Checkpoint} is what a GGUF file or a Hugging Face folder holds: the description of a decoder, its tensors under
 * Hugging Face names, its tokenizer and its chat template. Tensors are raw data over the mapped file; float32 is made on demand.
 */
@NullMarked
package dev.lathe.model.checkpoint;

import org.jspecify.annotations.NullMarked;
