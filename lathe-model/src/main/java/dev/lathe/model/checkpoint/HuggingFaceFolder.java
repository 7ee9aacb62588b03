package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.tokenizer.ChatTemplate;
import dev.lathe.model.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Opens Hugging Face folders as checkpoints. */
final class HuggingFaceFolder {
    static final String CONFIG = "config.json";
    static final String GENERATION_CONFIG = "generation_config.json";
    static final String WEIGHTS = "model.safetensors";
    static final String TOKENIZER = "tokenizer.json";
    static final String TOKENIZER_CONFIG = "tokenizer_config.json";
    private static final String TEMPLATE = "chat_template.jinja";

    private final Path folder;

    private HuggingFaceFolder(Path folder) {
        this.folder = folder;
    }

    static Checkpoint open(Path path) {
        var folder = new HuggingFaceFolder(path);
        return new Checkpoint(
                path,
                folder.config(),
                folder.tensors(),
                UnaryOperator.identity(),
                Tokenizer.ofJson(folder.required(TOKENIZER)),
                folder.chatTemplate());
    }

    private Path required(String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            if (Files.exists(folder.resolve(PeftAdapters.SETTINGS))) {
                throw new UserError("%s: is an adapter and no model; lathe model merge BASE %s TARGET makes one of both"
                        .formatted(folder, folder));
            }
            throw new UserError("%s: the file %s is missing; a model folder holds %s, %s and %s"
                    .formatted(folder, name, CONFIG, WEIGHTS, TOKENIZER));
        }
        return file;
    }

    /** Reads config.json; what generation_config.json adds to the tokens that end a turn counts too. */
    private DecoderConfig config() {
        DecoderConfig config = HuggingFaceConfig.read(required(CONFIG));
        Set<Integer> ends = new LinkedHashSet<>(config.eosTokens());
        JsonFile.readIfPresent(folder.resolve(GENERATION_CONFIG))
                .ifPresent(generation -> ends.addAll(HuggingFaceConfig.tokens(generation, "eos_token_id")));
        return config.withEosTokens(List.copyOf(ends));
    }

    private Map<String, RawTensor> tensors() {
        Path index = folder.resolve(SafetensorsShards.INDEX);
        return Files.exists(index) && !Files.exists(folder.resolve(WEIGHTS))
                ? SafetensorsShards.read(
                        JsonFile.read(index), name -> required(name).toString())
                : SafetensorsFile.open(required(WEIGHTS));
    }

    private @Nullable ChatTemplate chatTemplate() {
        Optional<JsonFile> settings = JsonFile.readIfPresent(folder.resolve(TOKENIZER_CONFIG));
        String source = Files.exists(folder.resolve(TEMPLATE))
                ? read(folder.resolve(TEMPLATE))
                : settings.flatMap(HuggingFaceFolder::templateSource).orElse(null);
        return source == null
                ? null
                : ChatTemplate.of(source, token(settings, "bos_token"), token(settings, "eos_token"));
    }

    /** Takes the template, or of several named ones the default. */
    private static Optional<String> templateSource(JsonFile settings) {
        JsonNode template = settings.root().path("chat_template");
        if (!template.isArray()) {
            return settings.text("chat_template");
        }
        return template.valueStream()
                .filter(named -> named.path("name").asString("").equals("default"))
                .map(named -> named.path("template").asString(""))
                .findFirst();
    }

    /** Reads a token that is given as text or as an object with its text. */
    private static @Nullable String token(Optional<JsonFile> settings, String key) {
        return settings.flatMap(file -> file.find(key))
                .map(node -> node.isObject() ? node.path("content").asString("") : node.asString(""))
                .orElse(null);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UserError("%s: cannot be read: %s".formatted(file, e), e);
        }
    }
}
