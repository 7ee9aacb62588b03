/** Downloads of checkpoints from a Hugging Face hub: what a repository holds, and files that are resumed and verified. */
@NullMarked
package dev.lathe.model.hub;

import org.jspecify.annotations.NullMarked;
