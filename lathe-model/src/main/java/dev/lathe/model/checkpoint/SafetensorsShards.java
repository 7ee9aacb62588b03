package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes tensors that are spread over several safetensors files, with an index that says which is where. */
final class SafetensorsShards {
    static final String INDEX = HuggingFaceFolder.WEIGHTS + ".index.json";
    private static final String MAP = "weight_map";
    private static final Pattern PLAIN_NAME = Pattern.compile("[\\w-][\\w.-]*");

    private SafetensorsShards() {}

    /**
     * Maps all files of an index.
     *
     * @param required returns the path of a file or says that it is missing
     * @throws UserError if the index and the files disagree
     */
    static SequencedMap<String, RawTensor> read(JsonFile index, UnaryOperator<String> required) {
        if (!index.root().path(MAP).isObject()) {
            throw new UserError("%s: the key %s is missing".formatted(index.path(), MAP));
        }
        Map<String, Map<String, RawTensor>> files = new HashMap<>();
        SequencedMap<String, RawTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : index.root().path(MAP).properties()) {
            String file = plainName(index, entry.getKey(), entry.getValue());
            RawTensor tensor = files.computeIfAbsent(file, name -> SafetensorsFile.open(Path.of(required.apply(name))))
                    .get(entry.getKey());
            if (tensor == null) {
                throw new UserError(
                        "%s: the tensor %s is not in the file %s".formatted(index.path(), entry.getKey(), file));
            }
            tensors.put(entry.getKey(), tensor);
        }
        files.forEach((file, content) -> refuseUnlisted(index, tensors, file, content));
        return tensors;
    }

    private static String plainName(JsonFile index, String tensor, JsonNode value) {
        String file = value.asString("");
        if (!PLAIN_NAME.matcher(file).matches()) {
            throw new UserError("%s: the file '%s' of the tensor %s is not a plain file name"
                    .formatted(index.path(), file, tensor));
        }
        return file;
    }

    private static void refuseUnlisted(
            JsonFile index, Map<String, RawTensor> tensors, String file, Map<String, RawTensor> content) {
        for (String name : content.keySet()) {
            if (!tensors.containsKey(name)) {
                throw new UserError(
                        "%s: the tensor %s of the file %s is not listed".formatted(index.path(), name, file));
            }
        }
    }

    /** Writes tensors in their order, into one file if they fit. */
    static void write(Path folder, List<RawTensor> tensors, long shardBytes) throws IOException {
        List<List<RawTensor>> shards = split(tensors, shardBytes);
        if (shards.size() == 1) {
            SafetensorsWriter.write(folder.resolve(HuggingFaceFolder.WEIGHTS), tensors);
            return;
        }
        ObjectNode index = JsonMapper.shared().createObjectNode();
        index.putObject("metadata")
                .put(
                        "total_size",
                        tensors.stream()
                                .mapToLong(SafetensorsWriter::storedBytes)
                                .sum());
        ObjectNode map = index.putObject(MAP);
        for (int i = 0; i < shards.size(); i++) {
            String file = "model-%05d-of-%05d.safetensors".formatted(i + 1, shards.size());
            SafetensorsWriter.write(folder.resolve(file), shards.get(i));
            shards.get(i).forEach(tensor -> map.put(tensor.name(), file));
        }
        Files.writeString(
                folder.resolve(INDEX),
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(index) + "\n");
    }

    private static List<List<RawTensor>> split(List<RawTensor> tensors, long shardBytes) {
        List<List<RawTensor>> shards = new ArrayList<>(List.of(new ArrayList<>()));
        long filled = 0;
        for (RawTensor tensor : tensors) {
            long bytes = SafetensorsWriter.storedBytes(tensor);
            if (filled > 0 && filled + bytes > shardBytes) {
                shards.add(new ArrayList<>());
                filled = 0;
            }
            shards.getLast().add(tensor);
            filled += bytes;
        }
        return shards;
    }
}
