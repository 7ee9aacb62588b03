package dev.lathe.model.hub;

import dev.lathe.core.Progress;
import dev.lathe.core.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/**
 * Downloads files of a repository into a folder. What an earlier attempt left is gone on with; a file appears under its name only when its
 * hash is right.
 */
public final class HubDownload {
    /** What a checkpoint consists of. */
    public static final List<String> CHECKPOINT = List.of("*.safetensors", "*.json", "*.jinja");

    private static final int ATTEMPTS = 5;
    private static final int MEGABYTE = 1_000_000;

    private final Hub hub;
    private final String repository;
    private final Path folder;
    private final Progress progress;
    private long received;

    private HubDownload(Hub hub, String repository, Path folder, Progress progress) {
        this.hub = hub;
        this.repository = repository;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Downloads all files of a revision that a pattern matches and the folder has not.
     *
     * @param patterns of paths, such as {@code *.safetensors}
     * @return the paths in the repository
     * @throws UserError if nothing matches, the hub refuses, or a file arrives broken
     */
    public static List<String> run(
            Hub hub, String repository, String revision, Path folder, List<String> patterns, Progress progress) {
        String commit = hub.commit(repository, revision);
        List<HubFile> all = hub.files(repository, commit);
        List<HubFile> files =
                all.stream().filter(file -> matches(file.path(), patterns)).toList();
        if (files.isEmpty()) {
            throw new UserError("%s: no file matches %s; there are %s"
                    .formatted(
                            repository,
                            String.join(", ", patterns),
                            all.stream().map(HubFile::path).toList()));
        }
        var download = new HubDownload(hub, repository, folder, progress);
        long bytes = files.stream().mapToLong(HubFile::size).sum();
        progress.phase(repository, Math.ceilDiv(bytes, MEGABYTE), "MB");
        files.forEach(file -> download.fetch(commit, file));
        return files.stream().map(HubFile::path).toList();
    }

    private static boolean matches(String path, List<String> patterns) {
        return patterns.stream()
                .anyMatch(pattern -> FileSystems.getDefault()
                        .getPathMatcher("glob:" + pattern)
                        .matches(Path.of(path)));
    }

    private void fetch(String commit, HubFile file) {
        Path target = folder.resolve(file.path()).normalize();
        if (!target.startsWith(folder.normalize()) || target.equals(folder.normalize())) {
            throw new UserError("%s: the path '%s' leads out of the folder".formatted(repository, file.path()));
        }
        try {
            if (Files.exists(target) && Files.size(target) == file.size() && Hashes.agree(target, file)) {
                count(file.size());
                return;
            }
            Path partial = target.resolveSibling("." + target.getFileName() + ".partial");
            Files.createDirectories(target.toAbsolutePath().getParent());
            receive(commit, file, partial);
            verify(file, partial);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UserError(
                    "%s: cannot be downloaded (%s); the same command goes on".formatted(file.path(), e.getMessage()),
                    e);
        }
    }

    /** Receives a file, asking again for the rest when the connection breaks. */
    private void receive(String commit, HubFile file, Path partial) throws IOException {
        if (Files.exists(partial) && Files.size(partial) > file.size()) {
            Files.delete(partial);
        }
        count(Files.exists(partial) ? Files.size(partial) : 0);
        int failures = 0;
        while (!Files.exists(partial) || Files.size(partial) < file.size()) {
            long before = size(partial);
            String end = append(commit, file, partial);
            failures = size(partial) > before ? 0 : failures + 1;
            if (failures == ATTEMPTS) {
                throw new IOException("%s after %d of %d bytes".formatted(end, size(partial), file.size()));
            }
            if (failures > 0) {
                pause(Duration.ofSeconds(1L << (failures - 1)));
            }
        }
    }

    private static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Receives what comes and returns how it ended. */
    private String append(String commit, HubFile file, Path partial) {
        try {
            appendAll(commit, file, partial);
            return "the connection ends";
        } catch (IOException broken) {
            return String.valueOf(broken.getMessage());
        }
    }

    private void appendAll(String commit, HubFile file, Path partial) throws IOException {
        Hub.Content content = hub.open(repository, commit, file, size(partial));
        StandardOpenOption how = content.resumed() ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        try (InputStream in = content.bytes();
                OutputStream out =
                        Files.newOutputStream(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                count(read);
            }
        }
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private static void verify(HubFile file, Path partial) throws IOException {
        if (Files.size(partial) != file.size() || !Hashes.agree(partial, file)) {
            Files.delete(partial);
            throw new UserError("%s: what arrived is not what the hub promised (its hash is wrong); try again"
                    .formatted(file.path()));
        }
        try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private void count(long bytes) {
        long before = Math.ceilDiv(received, MEGABYTE);
        received += bytes;
        progress.advance(Math.ceilDiv(received, MEGABYTE) - before);
    }
}
