package dev.lathe.serve.reply;

import dev.lathe.core.UserError;
import dev.lathe.model.constraint.Constraint;
import dev.lathe.model.constraint.ConstraintVocabulary;
import dev.lathe.model.tokenizer.Tokenizer;
import dev.lathe.serve.http.ApiError;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles JSON schemas and regular expressions, and keeps the latest with all that was found out about them: clients send the same ones again and again. */
final class Constraints {
    /** Each may take some tens of MiB. */
    private static final int KEPT = 8;

    private final Tokenizer tokenizer;
    private final Map<String, Constraint> kept = new LinkedHashMap<>(KEPT, 0.75f, true);
    private @Nullable ConstraintVocabulary vocabulary;

    Constraints(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** Compiles a text. */
    private interface Compiler {
        Constraint compile(String text, ConstraintVocabulary vocabulary);
    }

    /**
     * Returns what holds replies to a schema.
     *
     * @param param the field that the schema comes from
     * @throws ApiError if the schema is wrong or not supported
     */
    Constraint schema(String param, String schema) {
        return of(param, "schema " + schema, schema, Constraint::jsonSchema);
    }

    /**
     * Returns what holds replies to a regular expression.
     *
     * @param param the field that it comes from
     * @throws ApiError if the expression is wrong or not supported
     */
    Constraint regex(String param, String pattern) {
        return of(param, "regex " + pattern, pattern, Constraint::regex);
    }

    private Constraint of(String param, String key, String text, Compiler compiler) {
        Constraint known = known(key);
        if (known != null) {
            return known;
        }
        try {
            Constraint made = compiler.compile(text, vocabulary());
            keep(key, made);
            return made;
        } catch (UserError mistake) {
            throw ApiError.invalid(param, "Invalid value for '%s': %s.".formatted(param, mistake.getMessage()));
        }
    }

    private synchronized @Nullable Constraint known(String key) {
        return kept.get(key);
    }

    private synchronized void keep(String key, Constraint made) {
        kept.put(key, made);
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
