/**
 * Text to tokens and back. A tokenizer is a Hugging Face tokenizer.json, read from a file, rebuilt from the metadata of a GGUF file, or
 * made from a list of words; a chat template turns a conversation into the text that is tokenised.
 */
@NullMarked
package dev.lathe.model.tokenizer;

import org.jspecify.annotations.NullMarked;
