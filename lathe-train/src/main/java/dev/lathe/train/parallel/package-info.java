/** Training in several processes of one host: who they are, how they are started, and what each has of the work and the model. */
@NullMarked
package dev.lathe.train.parallel;

import org.jspecify.annotations.NullMarked;
