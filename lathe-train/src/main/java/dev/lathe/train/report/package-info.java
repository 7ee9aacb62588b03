/**
 * What a person reads at the end of a run: {@code report.html}, one file without a network, and the table on the console. Curves come
 * from whatever {@code metrics.jsonl} holds.
 */
@NullMarked
package dev.lathe.train.report;

import org.jspecify.annotations.NullMarked;
