package dev.lathe.serve.http;

import dev.lathe.core.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows the API keys that open the server. Only their digests are kept, so that no log and no dump can show a key. */
public final class ApiKeys {
    /** Lets everybody in. */
    public static final ApiKeys NONE = new ApiKeys(List.of());

    private final List<byte[]> digests;

    private ApiKeys(List<byte[]> digests) {
        this.digests = digests;
    }

    /**
     * Reads a file with one key a line; empty lines and lines that begin with {@code #} do not count.
     *
     * @throws UserError if it cannot be read or has no key
     */
    public static ApiKeys read(Path file) {
        try {
            List<byte[]> digests = Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(ApiKeys::digest)
                    .toList();
            if (digests.isEmpty()) {
                throw new UserError(file + ": has no API key; write one a line");
            }
            return new ApiKeys(digests);
        } catch (IOException e) {
            throw new UserError("%s: cannot be read: %s".formatted(file, e), e);
        }
    }

    /** Says whether a key opens the server. The time that it takes depends neither on the key nor on how much of it is right. */
    boolean open(@Nullable String key) {
        if (digests.isEmpty()) {
            return true;
        }
        byte[] given = digest(key == null ? "" : key);
        boolean known = false;
        for (byte[] digest : digests) {
            known |= MessageDigest.isEqual(digest, given);
        }
        return known;
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
