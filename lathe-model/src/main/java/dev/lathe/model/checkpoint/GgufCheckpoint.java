package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.tokenizer.ChatTemplate;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Opens GGUF files as checkpoints. */
final class GgufCheckpoint {
    private GgufCheckpoint() {}

    static Checkpoint open(Path path) {
        GgufFile file = GgufFile.open(path);
        DecoderConfig config = GgufConfig.of(file);
        return new Checkpoint(
                path,
                config,
                tensors(file, config),
                GgufLayout.of(config)::toHuggingFace,
                GgufTokenizer.of(file),
                chatTemplate(file, config));
    }

    private static Map<String, RawTensor> tensors(GgufFile file, DecoderConfig config) {
        var names = new GgufNames(Families.named(config.choices().family()));
        Map<String, RawTensor> tensors = new LinkedHashMap<>();
        file.tensors().forEach((name, tensor) -> {
            if (!name.equals(GgufRope.DIVISORS)) {
                String renamed = names.huggingFace(name).orElse(name);
                GgufExperts.split(tensor.as(renamed, tensor.shape()), tensors);
            }
        });
        return tensors;
    }

    private static @Nullable ChatTemplate chatTemplate(GgufFile file, DecoderConfig config) {
        OptionalInt eos = file.metadata().findInteger("tokenizer.ggml.eos_token_id");
        return file.metadata()
                .findString("tokenizer.chat_template")
                .map(source -> ChatTemplate.of(source, token(file, config.bosToken()), token(file, eos)))
                .orElse(null);
    }

    private static @Nullable String token(GgufFile file, OptionalInt id) {
        if (id.isEmpty()) {
            return null;
        }
        List<String> tokens = file.metadata().list(GgufTokenizer.TOKENS, String.class);
        if (id.getAsInt() < 0 || id.getAsInt() >= tokens.size()) {
            throw new UserError("%s: the metadata names the token %d; there are %d"
                    .formatted(file.path(), id.getAsInt(), tokens.size()));
        }
        return tokens.get(id.getAsInt());
    }
}
