package dev.lathe.env;

import dev.lathe.core.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads files that hold one JSON object a line. Blank lines are passed over; keys that nobody asks for are allowed. */
public final class JsonLines {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonLines() {}

    /**
     * Returns what {@code reader} makes of each line, in the order of the file.
     *
     * @throws UserError if the file is missing, unreadable, not UTF-8 or empty, or a line is not a JSON object; whatever
     *     {@code reader} throws
     */
    public static <R> List<R> read(Path file, Function<JsonLine, R> reader) {
        List<R> rows = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    rows.add(reader.apply(new JsonLine(file, number, object(file, number, line))));
                }
            }
        } catch (NoSuchFileException missing) {
            throw new UserError("%s: no such file".formatted(file), missing);
        } catch (CharacterCodingException malformed) {
            throw new UserError("%s: not UTF-8 text".formatted(file), malformed);
        } catch (IOException failed) {
            throw new UserError("%s: cannot be read (%s)".formatted(file, failed.getMessage()), failed);
        }
        if (rows.isEmpty()) {
            throw new UserError("%s: empty data set; it needs at least one line with a JSON object".formatted(file));
        }
        return List.copyOf(rows);
    }

    private static ObjectNode object(Path file, int number, String line) {
        JsonNode node = parse(file, number, line);
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new UserError("%s:%d: not a JSON object".formatted(file, number));
    }

    private static JsonNode parse(Path file, int number, String line) {
        try {
            return MAPPER.readTree(line);
        } catch (StreamReadException malformed) {
            throw new UserError(
                    "%s:%d: not JSON (column %d)"
                            .formatted(file, number, malformed.getLocation().getColumnNr()),
                    malformed);
        } catch (JacksonException trailing) {
            throw new UserError("%s:%d: more than one JSON value on the line".formatted(file, number), trailing);
        }
    }
}
