/**
 * Data of the user's: files and folders of conversations, answers and preferences, in the shapes that people have. A row is found by
 * its number, so that what a step shows depends on the step alone, and files may be larger than memory.
 */
@NullMarked
package dev.lathe.train.data;

import org.jspecify.annotations.NullMarked;
