package dev.lathe.model.checkpoint;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.tokenizer.ChatTemplate;
import dev.lathe.model.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes Hugging Face folders that {@link Checkpoint#open} and transformers read. */
public final class CheckpointWriter {
    /** How many bytes of tensors one file holds unless the caller says otherwise. */
    public static final long SHARD_BYTES = 5_000_000_000L;

    private static final ObjectWriter PRETTY = JsonMapper.shared().writerWithDefaultPrettyPrinter();

    private CheckpointWriter() {}

    /**
     * Writes a folder, whole or not at all.
     *
     * @param tensors all that the description asks for; quantised ones are written as float32
     * @throws UserError if the folder cannot be written, for example because the disk is full
     */
    public static void write(
            Path folder,
            DecoderConfig config,
            List<RawTensor> tensors,
            Tokenizer tokenizer,
            @Nullable ChatTemplate chatTemplate) {
        write(folder, config, tensors, tokenizer, chatTemplate, SHARD_BYTES);
    }

    /**
     * Writes a folder, whole or not at all, its tensors in files of at most {@code shardBytes} as far as single tensors allow.
     *
     * @throws UserError if the folder cannot be written
     */
    public static void write(
            Path folder,
            DecoderConfig config,
            List<RawTensor> tensors,
            Tokenizer tokenizer,
            @Nullable ChatTemplate chatTemplate,
            long shardBytes) {
        AtomicFiles.folder(folder, partial -> fill(partial, config, tensors, tokenizer, chatTemplate, shardBytes));
    }

    /**
     * Writes the same files into a folder that exists, for callers that publish it together with files of their own.
     *
     * @throws IOException if a file cannot be written; some files may be there or incomplete then
     */
    public static void fill(
            Path folder,
            DecoderConfig config,
            List<RawTensor> tensors,
            Tokenizer tokenizer,
            @Nullable ChatTemplate chatTemplate)
            throws IOException {
        fill(folder, config, tensors, tokenizer, chatTemplate, SHARD_BYTES);
    }

    private static void fill(
            Path folder,
            DecoderConfig config,
            List<RawTensor> tensors,
            Tokenizer tokenizer,
            @Nullable ChatTemplate chatTemplate,
            long shardBytes)
            throws IOException {
        List<RawTensor> stored = config.ropeInterleaved()
                ? tensors.stream()
                        .map(tensor -> RotaryRows.halves(tensor, config))
                        .toList()
                : tensors;
        Map<String, RawTensor> byName = new LinkedHashMap<>();
        stored.forEach(tensor -> byName.put(tensor.name(), tensor));
        ExpectedTensors.check(folder, config, byName);
        SafetensorsShards.write(folder, stored, shardBytes);
        writeJson(folder.resolve(HuggingFaceFolder.CONFIG), HuggingFaceConfigWriter.config(config, stored));
        writeJson(
                folder.resolve(HuggingFaceFolder.GENERATION_CONFIG), HuggingFaceConfigWriter.generationConfig(config));
        Files.writeString(folder.resolve(HuggingFaceFolder.TOKENIZER), tokenizer.json());
        writeJson(
                folder.resolve(HuggingFaceFolder.TOKENIZER_CONFIG),
                HuggingFaceConfigWriter.tokenizerConfig(config, tokenizer, chatTemplate));
    }

    private static void writeJson(Path file, ObjectNode root) throws IOException {
        Files.writeString(file, PRETTY.writeValueAsString(root) + "\n");
    }
}
