package dev.lathe.shop.exchange;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.UserError;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes files of products, one product in memory at a time. */
public final class ExchangeFiles {
    private static final JsonMapper JSON = JsonMapper.shared();

    private ExchangeFiles() {}

    /**
     * Reads a file, packed by gzip if it ends in {@code .gz}.
     *
     * @throws UserError if it cannot be read, or a record is not of the format
     */
    public static void read(Path file, ExchangeFormat format, Consumer<ExchangeProduct> each) {
        int number = 0;
        try (InputStream stream = open(file);
                MappingIterator<JsonNode> records =
                        JSON.readerFor(JsonNode.class).readValues(stream)) {
            while (records.hasNext()) {
                ExchangeProduct product = format.read(records.next());
                number++;
                if (product.id().isEmpty() || product.title().isEmpty()) {
                    throw new UserError("%s: record %d has no id or no title; is it %s?"
                            .formatted(file, number, format.displayName()));
                }
                each.accept(product);
            }
        } catch (JacksonException bad) {
            throw new UserError(
                    "%s: record %d is not JSON of %s (%s)"
                            .formatted(file, number + 1, format.displayName(), bad.getOriginalMessage()),
                    bad);
        } catch (IOException failed) {
            throw new UserError("%s: cannot be read (%s)".formatted(file, AtomicFiles.reason(failed)), failed);
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream stream = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(stream) : stream;
    }

    /**
     * Writes a file, replacing one that exists.
     *
     * @throws UserError if it cannot be written; nothing has changed then
     */
    public static void write(Path file, ExchangeFormat format, Iterator<ExchangeProduct> products) {
        AtomicFiles.file(file, partial -> {
            try (BufferedWriter out = Files.newBufferedWriter(partial)) {
                out.write(format.isArray() ? "[\n" : "");
                while (products.hasNext()) {
                    out.write(format.write(products.next()));
                    out.write(format.isArray() && products.hasNext() ? ",\n" : "\n");
                }
                out.write(format.isArray() ? "]\n" : "");
            }
        });
    }
}
