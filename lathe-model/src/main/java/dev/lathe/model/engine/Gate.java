package dev.lathe.model.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lets the requests of conversations into the batch, at once or at barriers. */
final class Gate {
    private final InferenceEngine.Admission admission;
    private final List<Request> pending = new ArrayList<>();
    private int open;

    Gate(InferenceEngine.Admission admission) {
        this.admission = admission;
    }

    void opened() {
        open++;
    }

    void left() {
        open--;
    }

    boolean atBarriers() {
        return admission == InferenceEngine.Admission.BARRIER;
    }

    int open() {
        return open;
    }

    int pending() {
        return pending.size();
    }

    void add(Request request) {
        pending.add(request);
    }

    /** Takes a request back, and returns false if it is not here. */
    boolean remove(Request request) {
        return pending.remove(request);
    }

    /**
     * Says whether requests may join now.
     *
     * @param busy whether others are being served
     */
    boolean admits(boolean busy) {
        return switch (admission) {
            case IMMEDIATE -> !pending.isEmpty();
            case BARRIER -> !busy && !pending.isEmpty() && pending.size() == open;
        };
    }

    /** Takes all requests, in the order in which their conversations were opened. */
    List<Request> admit() {
        List<Request> admitted = new ArrayList<>(pending);
        pending.clear();
        admitted.sort(Comparator.comparingLong(Request::order));
        return admitted;
    }
}
