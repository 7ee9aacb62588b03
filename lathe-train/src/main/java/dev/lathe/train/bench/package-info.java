/** Speed of the engines: what one step of each kind of work takes, and where its time goes. */
@NullMarked
package dev.lathe.train.bench;

import org.jspecify.annotations.NullMarked;
