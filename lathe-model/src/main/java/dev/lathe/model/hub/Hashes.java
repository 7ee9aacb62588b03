package dev.lathe.model.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes the hashes by which a hub names contents. */
final class Hashes {
    private Hashes() {}

    /** Tells whether a file has the hash that the hub promised. */
    static boolean agree(Path file, HubFile promised) throws IOException {
        if (promised.sha256() != null) {
            return hash(digest("SHA-256"), file).equals(promised.sha256());
        }
        MessageDigest git = digest("SHA-1");
        git.update("blob %d\0".formatted(Files.size(file)).getBytes(StandardCharsets.UTF_8));
        return hash(git, file).equals(promised.blob());
    }

    private static String hash(MessageDigest digest, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
