package dev.lathe.serve.reply;

import dev.lathe.core.UserError;
import dev.lathe.model.constraint.Constraint;
import dev.lathe.model.constraint.ConstraintVocabulary;
import dev.lathe.model.tokenizer.Tokenizer;
import dev.lathe.serve.http.ApiError;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles JSON schemas, and keeps the latest with all that was found out about them: clients send the same ones again and again. */
final class Constraints {
    /** Each may take some tens of MiB. */
    private static final int KEPT = 8;

    private final Tokenizer tokenizer;
    private final Map<String, Constraint> kept = new LinkedHashMap<>(KEPT, 0.75f, true);
    private @Nullable ConstraintVocabulary vocabulary;

    Constraints(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * Returns what holds replies to a schema.
     *
     * @param param the field that the schema comes from
     * @throws ApiError if the schema is wrong or not supported
     */
    Constraint of(String param, String schema) {
        Constraint known = known(schema);
        if (known != null) {
            return known;
        }
        try {
            Constraint made = Constraint.jsonSchema(schema, vocabulary());
            keep(schema, made);
            return made;
        } catch (UserError mistake) {
            throw ApiError.invalid(param, "Invalid value for '%s': %s.".formatted(param, mistake.getMessage()));
        }
    }

    private synchronized @Nullable Constraint known(String schema) {
        return kept.get(schema);
    }

    private synchronized void keep(String schema, Constraint made) {
        kept.put(schema, made);
        if (kept.size() > KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
    }

    private synchronized ConstraintVocabulary vocabulary() {
        if (vocabulary == null) {
            vocabulary = ConstraintVocabulary.of(tokenizer);
        }
        return vocabulary;
    }
}
