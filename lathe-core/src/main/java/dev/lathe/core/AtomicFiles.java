package dev.lathe.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Writes files and folders whole or not at all: into a temporary neighbour, forced to the disk, then renamed. One writer at a time for
 * one target.
 */
public final class AtomicFiles {
    private static final String PARTIAL = ".partial";
    private static final String REPLACED = ".replaced";

    /** Fills a folder, or writes a file. */
    @FunctionalInterface
    public interface Filler {
        void fill(Path target) throws IOException;
    }

    private AtomicFiles() {}

    /**
     * Writes a text file in UTF-8, replacing one that exists, and makes the folders above it.
     *
     * @throws UserError if it is a folder, or cannot be written, for example because the disk is full; nothing has changed then
     */
    public static void write(Path file, String content) {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes a file, replacing one that exists, and makes the folders above it.
     *
     * @throws UserError if it is a folder, or cannot be written, for example because the disk is full; nothing has changed then
     */
    public static void write(Path file, byte[] content) {
        publish(notFolder(file), partial -> {
            try (FileChannel channel =
                    FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
        });
    }

    /**
     * Writes a file that is too large for memory, replacing one that exists, and makes the folders above it.
     *
     * @param fill writes the file at the path that it is given
     * @throws UserError if it is a folder, or cannot be written; nothing has changed then
     */
    public static void file(Path file, Filler fill) {
        publish(notFolder(file), partial -> {
            fill.fill(partial);
            force(partial);
        });
    }

    /**
     * Writes a folder, replacing one that exists, and makes the folders above it. A kill between the two renames of a replacement
     * leaves the old folder, which {@link #recover} puts back.
     *
     * @param fill writes the files into the folder that it is given
     * @throws UserError if it cannot be written, for example because the disk is full; nothing has changed then
     */
    public static void folder(Path folder, Filler fill) {
        publish(folder, partial -> {
            Files.createDirectory(partial);
            fill.fill(partial);
            forceTree(partial);
        });
    }

    /**
     * Removes what killed writers left directly inside a folder, and puts back what they were replacing.
     *
     * @throws UserError if the folder cannot be cleaned
     */
    public static void recover(Path folder) {
        try {
            for (Path entry : entries(folder)) {
                String name = entry.getFileName().toString();
                if (name.startsWith(".") && name.endsWith(PARTIAL)) {
                    delete(entry);
                } else if (name.startsWith(".") && name.endsWith(REPLACED)) {
                    Path target = entry.resolveSibling(name.substring(1, name.length() - REPLACED.length()));
                    if (Files.exists(target)) {
                        delete(entry);
                    } else {
                        Files.move(entry, target, StandardCopyOption.ATOMIC_MOVE);
                    }
                }
            }
        } catch (IOException failed) {
            throw new UserError("%s: cannot be cleaned (%s)".formatted(folder, reason(failed)), failed);
        }
    }

    /**
     * Removes a folder: it is gone under its name at once, whatever happens to its files.
     *
     * @throws UserError if it cannot be removed
     */
    public static void remove(Path folder) {
        Path doomed = folder.resolveSibling("." + folder.getFileName() + PARTIAL);
        try {
            delete(doomed);
            Files.move(folder, doomed, StandardCopyOption.ATOMIC_MOVE);
            delete(doomed);
        } catch (IOException failed) {
            throw new UserError("%s: cannot be removed (%s)".formatted(folder, reason(failed)), failed);
        }
    }

    /** Returns, in the words of a person, why a file operation failed. */
    public static String reason(IOException failed) {
        return switch (failed) {
            case NoSuchFileException _ -> "no such file or folder";
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException denied -> "'%s' is in the way".formatted(denied.getFile());
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> String.valueOf(failed.getMessage());
        };
    }

    private static Path notFolder(Path file) {
        if (Files.isDirectory(file)) {
            throw new UserError("%s: is a folder".formatted(file));
        }
        return file;
    }

    private static void publish(Path target, Filler write) {
        Path absolute = target.toAbsolutePath();
        Path folder = Objects.requireNonNull(absolute.getParent(), "a root cannot be written");
        Path partial = neighbor(absolute, PARTIAL);
        try {
            Files.createDirectories(folder);
            delete(partial);
            write.fill(partial);
            replace(partial, absolute);
            force(folder);
        } catch (IOException | RuntimeException failed) {
            try {
                delete(partial);
            } catch (IOException remains) {
                failed.addSuppressed(remains);
            }
            throw explained(target, failed);
        }
    }

    private static RuntimeException explained(Path target, Exception failed) {
        return switch (failed) {
            case IOException io -> cannotWrite(target, io);
            case UncheckedIOException io -> cannotWrite(target, Objects.requireNonNull(io.getCause()));
            case RuntimeException other -> other;
            default -> throw new IllegalStateException(failed);
        };
    }

    private static UserError cannotWrite(Path target, IOException cause) {
        return new UserError("%s: cannot be written (%s)".formatted(target, reason(cause)), cause);
    }

    /** Renames atomically; a folder that exists, which no rename can replace, steps aside first. */
    private static void replace(Path partial, Path target) throws IOException {
        if (!Files.isDirectory(target)) {
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Path old = neighbor(target, REPLACED);
        delete(old);
        Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        try {
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
            throw failed;
        }
        delete(old);
    }

    private static Path neighbor(Path target, String suffix) {
        return target.resolveSibling("." + target.getFileName() + suffix);
    }

    private static void forceTree(Path folder) throws IOException {
        for (Path path : tree(folder)) {
            force(path);
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            for (Path entry : tree(path)) {
                Files.delete(entry);
            }
        }
    }

    /** Returns a path and everything below it, children before their parents. */
    private static List<Path> tree(Path path) throws IOException {
        try (Stream<Path> walk = Files.walk(path)) {
            return walk.sorted(Comparator.reverseOrder()).toList();
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.toList();
        }
    }
}
