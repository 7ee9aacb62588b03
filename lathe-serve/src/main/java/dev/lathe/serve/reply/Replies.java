package dev.lathe.serve.reply;

import dev.lathe.core.Seeds;
import dev.lathe.model.constraint.Constraint;
import dev.lathe.model.constraint.TokenConstraint;
import dev.lathe.model.sampling.Sampling;
import dev.lathe.serve.http.ApiError;
import dev.lathe.serve.http.Check;
import dev.lathe.serve.http.Json;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Gives every request its place, its time and, if it names none, its seed. */
public final class Replies implements AutoCloseable {
    private final ServedModel model;
    private final Gate gate;
    private final Duration limit;
    private final long seed;
    private final Constraints constraints;
    private final AtomicLong unseeded = new AtomicLong();
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("replies-clock").daemon(true).factory());

    /**
     * Makes ready for requests.
     *
     * @param limit how long the replies to one request may take
     * @param seed decides the seeds of requests that have none
     */
    public Replies(ServedModel model, Gate gate, Duration limit, long seed) {
        this.model = model;
        this.gate = gate;
        this.limit = limit;
        this.seed = seed;
        constraints = new Constraints(model.tokenizer());
        clock.setRemoveOnCancelPolicy(true);
    }

    public ServedModel model() {
        return model;
    }

    /** Returns a seed for a request that names none. */
    public long seed() {
        return Seeds.of(seed, unseeded.getAndIncrement());
    }

    /**
     * Makes sure that clients may ask for a model.
     *
     * @return its name
     * @throws ApiError if there is none of this name
     */
    public String named(@Nullable String name) {
        String asked = Check.present("model", name);
        if (!model.answersTo(asked)) {
            throw ApiError.of(
                    ApiError.Kind.NOT_FOUND,
                    "model",
                    "model_not_found",
                    "The model '%s' does not exist; GET /v1/models lists those that do.".formatted(asked));
        }
        return asked;
    }

    /**
     * Returns what holds replies to a JSON schema, or null if there is none.
     *
     * @param param the field that the schema comes from
     * @throws ApiError if the schema is wrong or not supported
     */
    public @Nullable Constraint constraint(String param, @Nullable JsonNode schema) {
        return schema == null ? null : constraints.schema(param, Json.text(schema));
    }

    /**
     * Returns what holds replies to a regular expression, or null if there is none.
     *
     * @param param the field that it comes from
     * @throws ApiError if it is wrong or not supported
     */
    public @Nullable Constraint pattern(String param, @Nullable String pattern) {
        return pattern == null ? null : constraints.regex(param, pattern);
    }

    /** Returns what holds one reply that is chosen in some way, or null if it is free. */
    public @Nullable TokenConstraint begin(@Nullable Constraint constraint, Sampling sampling) {
        if (constraint == null) {
            return null;
        }
        Set<Integer> ends = new HashSet<>(model.endTokens());
        ends.addAll(sampling.stopTokens());
        return constraint.begin(ends);
    }

    /**
     * Begins the work for a request.
     *
     * @param replies how many replies it asks for
     * @throws ApiError if there is no room for them
     */
    public Job begin(int replies) {
        gate.enter(replies);
        return new Job(
                model,
                () -> gate.leave(replies),
                job -> clock.schedule(job::timeOut, limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
