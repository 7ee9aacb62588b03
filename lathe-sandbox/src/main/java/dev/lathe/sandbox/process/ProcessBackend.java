package dev.lathe.sandbox.process;

import dev.lathe.core.UserError;
import dev.lathe.sandbox.Sandbox;
import dev.lathe.sandbox.SandboxBackend;
import dev.lathe.sandbox.SandboxCommand;
import dev.lathe.sandbox.SandboxException;
import dev.lathe.sandbox.SandboxLimits;
import dev.lathe.sandbox.SandboxResult;
import dev.lathe.sandbox.SandboxSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;

/** Makes sandboxes that are processes in namespaces of their own. Their commands can read what everybody on the host can. */
public final class ProcessBackend implements SandboxBackend {
    private static final String NEEDS =
            "a sandbox of processes needs Linux with util-linux (unshare, setpriv, prlimit, mount) and user namespaces";

    private ProcessBackend() {}

    /**
     * Tries whether this machine and account can isolate processes.
     *
     * @throws UserError if not, with the system's own words
     */
    public static ProcessBackend open() {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux")) {
            throw new UserError("%s; this is %s".formatted(NEEDS, System.getProperty("os.name")));
        }
        ProcessBackend backend = new ProcessBackend();
        try (Sandbox trial = backend.create(SandboxSpec.HOST)) {
            SandboxResult result = trial.run(SandboxCommand.of(SandboxLimits.SMALL, "true"));
            if (!result.succeeded()) {
                throw new UserError(
                        "%s; here: %s".formatted(NEEDS, result.errors().strip().replace('\n', ' ')));
            }
        } catch (SandboxException failed) {
            throw new UserError("%s; here: %s".formatted(NEEDS, failed.getMessage()), failed);
        }
        return backend;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.NO_NETWORK);
    }

    @Override
    public Sandbox create(SandboxSpec spec) {
        if (spec.image().isPresent()) {
            throw new UserError("a sandbox of processes has no images; leave out '%s'"
                    .formatted(spec.image().get()));
        }
        try {
            Path folder = Files.createTempDirectory("lathe-sandbox-").toRealPath();
            // Its processes are another user's where root runs Lathe, and the folder is all they may write to.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            return new ProcessSandbox(folder);
        } catch (IOException failed) {
            throw new SandboxException("no folder for a sandbox: %s".formatted(failed.getMessage()), failed);
        }
    }
}
