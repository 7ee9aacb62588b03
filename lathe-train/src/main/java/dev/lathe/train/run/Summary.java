package dev.lathe.train.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lathe.core.AtomicFiles;
import dev.lathe.core.UserError;
import dev.lathe.shop.session.ShopScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds what a run came to: {@code summary.json}.
 *
 * @param recipe the recipe's name
 * @param seed the recipe's seed
 * @param wallSeconds the time of the whole run
 * @param parameters parameters of the policy
 * @param evaluations in the order in which they were made
 * @param baselines shoppers without training, where the task has them
 * @param catalogueHash names the shop's catalogue, where there is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Summary(
        String recipe,
        long seed,
        double wallSeconds,
        long parameters,
        List<Evaluation> evaluations,
        @Nullable Baselines baselines,
        @Nullable String catalogueHash) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** Returns what reads and writes summaries, for what is written beside one in the same way. */
    public static JsonMapper json() {
        return JSON;
    }

    public Summary {
        evaluations = List.copyOf(evaluations);
    }

    /** Returns the hash of the tasks that were examined; nothing if none were. */
    public Optional<String> tasks() {
        return examined(ShopFindings::tasks);
    }

    /** Names the score of results in the shop: that of purchases unless errands were examined. */
    public String score() {
        return examined(ShopFindings::score).orElse(ShopScore.VERSION);
    }

    private Optional<String> examined(Function<ShopFindings, @Nullable String> fact) {
        return evaluations.stream()
                .map(Evaluation::findings)
                .filter(Objects::nonNull)
                .map(fact)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /**
     * Writes {@code summary.json}.
     *
     * @throws UserError if it cannot be written
     */
    public void write(Path file) {
        AtomicFiles.write(file, JSON.writeValueAsString(this) + "\n");
    }

    /** Returns the same on one line. */
    public String line() {
        return JSON.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(this);
    }

    /**
     * Reads {@code summary.json}.
     *
     * @throws UserError if it cannot be read or is no summary
     */
    public static Summary read(Path file) {
        try {
            return JSON.readValue(Files.readString(file), Summary.class);
        } catch (IOException failed) {
            throw new UserError("%s: cannot be read (%s)".formatted(file, AtomicFiles.reason(failed)), failed);
        } catch (JacksonException malformed) {
            throw new UserError("%s: not a summary (%s)".formatted(file, malformed.getOriginalMessage()), malformed);
        }
    }
}
