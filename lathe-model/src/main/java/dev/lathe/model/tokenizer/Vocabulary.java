package dev.lathe.model.tokenizer;

import dev.lathe.core.UserError;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the tokens of a tokenizer.json and their ids. */
final class Vocabulary {
    private static final int LARGEST_ID = (1 << 24) - 1;

    private final Map<String, Integer> ids = new HashMap<>();
    private final Set<String> special = new LinkedHashSet<>();
    private final @Nullable String[] tokens;

    private Vocabulary(JsonNode root) {
        JsonNode vocab = root.path("model").path("vocab");
        if (vocab.isArray()) {
            for (JsonNode piece : vocab) {
                ids.put(piece.path(0).asString(), ids.size());
            }
        } else {
            vocab.properties()
                    .forEach(entry -> ids.put(entry.getKey(), entry.getValue().asInt()));
        }
        for (JsonNode added : root.path("added_tokens")) {
            String content = added.path("content").asString();
            ids.put(content, added.path("id").asInt());
            if (added.path("special").asBoolean()) {
                special.add(content);
            }
        }
        int size = ids.values().stream().mapToInt(id -> checked(id) + 1).max().orElse(0);
        tokens = new @Nullable String[size];
        ids.forEach((token, id) -> tokens[id] = token);
    }

    static Vocabulary of(String json, String source) {
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            throw new UserError("%s: not JSON: %s".formatted(source, e.getOriginalMessage()), e);
        }
        if (!root.path("model").has("vocab")) {
            throw new UserError(source + ": not a tokenizer: it has no model.vocab");
        }
        try {
            return new Vocabulary(root);
        } catch (JacksonException e) {
            throw new UserError("%s: not a tokenizer: %s".formatted(source, e.getOriginalMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new UserError("%s: not a tokenizer: %s".formatted(source, e.getMessage()), e);
        }
    }

    private static int checked(int id) {
        if (id < 0 || id > LARGEST_ID) {
            throw new IllegalArgumentException("ids of tokens must be 0 to %d, not %d".formatted(LARGEST_ID, id));
        }
        return id;
    }

    OptionalInt idOf(String token) {
        Integer id = ids.get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    String token(int id) {
        String token = id >= 0 && id < tokens.length ? tokens[id] : null;
        if (token == null) {
            throw new IllegalArgumentException("no token has the id " + id);
        }
        return token;
    }

    Set<String> special() {
        return Collections.unmodifiableSet(special);
    }

    int size() {
        return tokens.length;
    }
}
