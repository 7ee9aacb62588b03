package dev.lathe.shop.session;

import dev.lathe.core.UserError;
import dev.lathe.shop.Hashes;
import dev.lathe.shop.ShopTask;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds an episode so that it can be played and graded again.
 *
 * @param world the hash of the world
 * @param task the id of the task
 * @param taskHash the hash of everything that the task says
 * @param scorer the version of the score that graded it
 * @param replies what the agent wrote
 */
public record StoredTrace(String world, String task, String taskHash, String scorer, List<String> replies) {
    /** The version of {@link ShopScore}; it changes whenever a purchase would be graded otherwise. */
    public static final String SCORER = "lathe-1";

    private static final JsonMapper JSON = JsonMapper.shared();

    public StoredTrace {
        replies = List.copyOf(replies);
    }

    /** Returns the trace of an episode. */
    public static StoredTrace of(String worldHash, ShopTask task, List<String> replies) {
        return new StoredTrace(worldHash, task.id(), hash(task), SCORER, replies);
    }

    /** Returns the SHA-256 of all that a task says. */
    public static String hash(ShopTask task) {
        return Hashes.sha256(task.toString());
    }

    /**
     * Checks that a world and a task are those of the trace.
     *
     * @throws UserError if one of them is not
     */
    public void requireSame(String worldHash, ShopTask given) {
        if (!world.equals(worldHash)) {
            throw new UserError("trace of %s: was played in world %s, not in %s".formatted(task, world, worldHash));
        }
        if (!taskHash.equals(hash(given))) {
            throw new UserError("trace of %s: the task has changed since it was played".formatted(task));
        }
    }

    /** Writes one line. */
    public String json() {
        return JSON.writeValueAsString(this);
    }

    /**
     * Reads lines as {@link #json} writes them.
     *
     * @throws UserError if a line is not a trace
     */
    public static List<StoredTrace> read(List<String> lines) {
        return lines.stream().map(StoredTrace::parse).toList();
    }

    private static StoredTrace parse(String line) {
        try {
            return JSON.readValue(line, StoredTrace.class);
        } catch (JacksonException bad) {
            throw new UserError("not a trace of the shop: " + bad.getOriginalMessage(), bad);
        }
    }
}
