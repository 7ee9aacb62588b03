/**
 * Shows how far long work has come: a bar on a terminal, a line every few seconds elsewhere, or JSON for programs. Pipelines know only
 * {@link dev.lathe.core.Progress}.
 */
@NullMarked
package dev.lathe.cli.progress;

import org.jspecify.annotations.NullMarked;
