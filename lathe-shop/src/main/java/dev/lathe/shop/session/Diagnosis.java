package dev.lathe.shop.session;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Says what went wrong in an episode.
 *
 * @param findings each error with the step, from 0, at which it shows; in the order of steps
 * @param firstFatal the first step after which a fair oracle no longer succeeds in what is left of the turns, or -1
 */
public record Diagnosis(List<Finding> findings, int firstFatal) {
    /** Holds one error. */
    public record Finding(ErrorKind kind, int step) {}

    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** Returns how often each error came. */
    public Map<ErrorKind, Integer> counts() {
        Map<ErrorKind, Integer> counts = new EnumMap<>(ErrorKind.class);
        findings.forEach(finding -> counts.merge(finding.kind(), 1, Integer::sum));
        return counts;
    }

    /** Returns the same errors with the first fatal step. */
    public Diagnosis withFirstFatal(int step) {
        return new Diagnosis(findings, step);
    }
}
