package dev.lathe.sandbox;

import java.util.Optional;

/**
 * Says what a sandbox is to be.
 *
 * @param image what it starts from, at backends with images; nothing for the system of the host
 */
public record SandboxSpec(Optional<String> image) {
    public static final SandboxSpec HOST = new SandboxSpec(Optional.empty());
}
