package dev.lathe.train.run;

import dev.lathe.core.Metrics;

/**
 * Holds the numbers of one step.
 *
 * @param step optimiser steps since the run began
 * @param stage the part of the run it belongs to
 * @param wallSeconds seconds since the run began, without pauses between a stop and a resume
 * @param metrics the numbers; names ending in {@code _seconds} are shares of the time of this step
 */
public record MetricsLine(long step, Stage stage, double wallSeconds, Metrics metrics) {}
