package dev.lathe.tensor;

/** What each group of operations is a part of: a {@link Tensor}. */
sealed interface Operand
        permits Arithmetic, Comparisons, Gradients, HostAccess, Indexing, InPlace, Layout, Network, Reductions {}
