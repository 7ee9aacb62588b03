package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.tokenizer.ChatTemplate;
import dev.lathe.model.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Opens GGUF files as checkpoints. */
final class GgufCheckpoint {
    private GgufCheckpoint() {}

    static Checkpoint open(Path path) {
        GgufFile file = GgufFile.open(path);
        DecoderConfig config = GgufConfig.of(file);
        Tokenizer tokenizer = GgufTokenizer.of(file);
        return new Checkpoint(
                path, config, tensors(file), reorder(file, config), tokenizer, chatTemplate(file, config, tokenizer));
    }

    private static Map<String, RawTensor> tensors(GgufFile file) {
        Map<String, RawTensor> tensors = new LinkedHashMap<>();
        file.tensors().forEach((name, tensor) -> {
            String renamed = GgufNames.huggingFace(name)
                    .orElseThrow(() ->
                            new UserError("%s: the tensor %s belongs to no supported architecture (llama, qwen2, qwen3)"
                                    .formatted(file.path(), name)));
            tensors.put(renamed, tensor.as(renamed, tensor.shape()));
        });
        return tensors;
    }

    private static UnaryOperator<RawTensor> reorder(GgufFile file, DecoderConfig config) {
        if (!file.metadata().string("general.architecture").equals("llama")) {
            return UnaryOperator.identity();
        }
        return tensor -> RotaryRows.halves(tensor, config);
    }

    private static @Nullable ChatTemplate chatTemplate(GgufFile file, DecoderConfig config, Tokenizer tokenizer) {
        OptionalInt eos = file.metadata().findInteger("tokenizer.ggml.eos_token_id");
        return file.metadata()
                .findString("tokenizer.chat_template")
                .map(source -> ChatTemplate.of(source, token(tokenizer, config.bosToken()), token(tokenizer, eos)))
                .orElse(null);
    }

    private static @Nullable String token(Tokenizer tokenizer, OptionalInt id) {
        return id.isPresent() ? tokenizer.token(id.getAsInt()) : null;
    }
}
