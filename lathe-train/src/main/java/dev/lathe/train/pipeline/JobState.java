package dev.lathe.train.pipeline;

import dev.lathe.algorithm.AlgorithmState;
import dev.lathe.core.PolicyVersion;
import dev.lathe.train.run.Evaluation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says how far a job has come: all that a resumed run needs beside the parameters and the optimiser's state.
 *
 * @param part which part of the job is next or running
 * @param step steps done in it
 * @param validation of the running part
 * @param logged lines of metrics written, which number steps and evaluations of the whole job
 * @param version optimiser steps behind the parameters
 * @param evaluations made so far
 * @param algorithm what reinforcement carries from step to step; none before its first
 */
record JobState(
        int part,
        int step,
        Validation validation,
        long logged,
        PolicyVersion version,
        List<Evaluation> evaluations,
        @Nullable AlgorithmState algorithm) {
    static final JobState START = new JobState(0, 0, Validation.NONE, 0, PolicyVersion.INITIAL, List.of(), null);

    JobState {
        evaluations = List.copyOf(evaluations);
    }

    JobState nextPart() {
        return new JobState(part + 1, 0, Validation.NONE, logged, version, evaluations, null);
    }

    JobState stepped(PolicyVersion newVersion) {
        return new JobState(part, step + 1, validation, logged + 1, newVersion, evaluations, algorithm);
    }

    JobState carrying(AlgorithmState next) {
        return new JobState(part, step, validation, logged, version, evaluations, next);
    }

    JobState validated(double success) {
        return new JobState(part, step, validation.then(success, logged), logged, version, evaluations, algorithm);
    }

    JobState backAt(PolicyVersion earlier) {
        return new JobState(part, step, validation, logged, earlier, evaluations, algorithm);
    }

    JobState evaluated(List<Evaluation> more) {
        List<Evaluation> all = new ArrayList<>(evaluations);
        all.addAll(more);
        return new JobState(part, step, validation, logged + 1, version, all, algorithm);
    }
}
