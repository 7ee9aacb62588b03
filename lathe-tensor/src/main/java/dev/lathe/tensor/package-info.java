/** The only module that touches libtorch: tensors, scopes that own native memory, autograd, optimisers, and any operator by name. */
@NullMarked
package dev.lathe.tensor;

import org.jspecify.annotations.NullMarked;
