package dev.lathe.shop.search;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.UserError;
import dev.lathe.shop.Language;
import dev.lathe.shop.Market;
import dev.lathe.shop.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * Builds and opens the index of a market. It is made of parts, each with a range of products in their order, so that the number of a
 * document is the index of its product however many threads wrote.
 */
public final class MarketIndex {
    private static final String NAME = "market.txt";
    private static final int PARTS = 4;
    private static final int BUFFER_MB = 96;
    private static final int BATCH = 4096;

    private MarketIndex() {}

    /**
     * Writes the index of a market in both languages into a folder, replacing what is there.
     *
     * @throws UserError if the folder cannot be written
     */
    public static void build(Market market, IndexForm form, Path folder, int threads) {
        AtomicFiles.folder(folder, partial -> {
            var parts = new ArrayList<Part>();
            for (Language language : Language.values()) {
                for (int part = 0; part < PARTS; part++) {
                    parts.add(new Part(language, part));
                }
            }
            write(parts, threads, part -> {
                try (Directory directory = FSDirectory.open(part.in(partial))) {
                    part.write(market, form, directory, PARTS);
                }
            });
            Files.writeString(partial.resolve(NAME), name(market, form));
        });
    }

    /**
     * Opens an index that was built for exactly this market.
     *
     * @throws UserError if there is none, or one of another market or in another form
     */
    public static MarketSearch open(Market market, IndexForm form, Language language, Path folder) {
        require(market, form, folder);
        try {
            var readers = new ArrayList<IndexReader>();
            for (int part = 0; part < PARTS; part++) {
                readers.add(DirectoryReader.open(FSDirectory.open(new Part(language, part).in(folder))));
            }
            return new MarketSearch(market, form, language, new MultiReader(readers.toArray(IndexReader[]::new)));
        } catch (IOException failed) {
            throw unreadable(folder, failed);
        }
    }

    /** Returns a search over an index in memory: for markets of some ten thousand products. */
    public static MarketSearch inMemory(Market market, IndexForm form, Language language) {
        try {
            var directory = new ByteBuffersDirectory();
            new Part(language, 0).write(market, form, directory, 1);
            return new MarketSearch(market, form, language, DirectoryReader.open(directory));
        } catch (IOException impossible) {
            throw new UncheckedIOException("the index in memory failed", impossible);
        }
    }

    /**
     * Requires that a folder holds the index of exactly this market, in this form.
     *
     * @throws UserError if there is none, or one of another market or in another form
     */
    public static void require(Market market, IndexForm form, Path folder) {
        String held = held(folder);
        if (held.equals(name(market, form))) {
            return;
        }
        String ofMarket = market.hash() + " ";
        throw new UserError(
                held.startsWith(ofMarket)
                        ? "%s: its index is %s, not %s; one is built in a folder that is empty or not there"
                                .formatted(
                                        folder,
                                        held.substring(ofMarket.length()).strip(),
                                        form.name())
                        : folder
                                + ": has no index of this market; one is built in a folder that is empty or not there");
    }

    /** Returns the name of the index in a folder, or the empty text. */
    private static String held(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException failed) {
            throw unreadable(folder, failed);
        }
    }

    private static UserError unreadable(Path folder, IOException failed) {
        return new UserError("%s: cannot be opened (%s)".formatted(folder, AtomicFiles.reason(failed)), failed);
    }

    private static String name(Market market, IndexForm form) {
        return market.hash() + " " + form.name() + "\n";
    }

    private interface Writer {
        void write(Part part) throws IOException;
    }

    private static void write(List<Part> parts, int threads, Writer writer) throws IOException {
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> written = new ArrayList<>();
            for (Part part : parts) {
                written.add(workers.submit(() -> {
                    writer.write(part);
                    return null;
                }));
            }
            for (Future<?> each : written) {
                each.get();
            }
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException io -> throw io;
                case null, default ->
                    throw new IllegalStateException("an index could not be written", failed.getCause());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while an index was written", interrupted);
        }
    }

    /** Holds the products of one range in one language. */
    private record Part(Language language, int number) {
        Path in(Path folder) {
            return folder.resolve(language.name().toLowerCase(Locale.ROOT) + "-" + number);
        }

        /** Writes without merging: segments stay in the order in which they were written. */
        void write(Market market, IndexForm form, Directory directory, int parts) throws IOException {
            Analyzer analyzer = Terms.analyzer(form.analysis(), language);
            var documents = new MarketDocuments(market, language, form, analyzer);
            var config = new IndexWriterConfig(analyzer)
                    .setRAMBufferSizeMB(BUFFER_MB)
                    .setMergePolicy(NoMergePolicy.INSTANCE);
            int from = start(market, number, parts);
            int to = start(market, number + 1, parts);
            try (var writer = new IndexWriter(directory, config)) {
                for (int next = from; next < to; next += BATCH) {
                    for (Product product : market.products(next, Math.min(to, next + BATCH))) {
                        writer.addDocument(documents.of(product));
                    }
                }
            }
        }

        private static int start(Market market, int number, int parts) {
            return (int) ((long) market.size() * number / parts);
        }
    }
}
