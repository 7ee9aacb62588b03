package dev.lathe.sandbox;

import java.util.Set;

/** Makes sandboxes. It is safe for use by many threads. */
public interface SandboxBackend {
    /** Names what a backend may be able to do beyond running commands. */
    enum Capability {
        /** Commands reach no network. */
        NO_NETWORK,
        /** Commands see no files but the system's and their own. */
        OWN_FILES,
        /** A sandbox starts from an image by name. */
        IMAGES
    }

    Set<Capability> capabilities();

    /**
     * Makes an empty sandbox.
     *
     * @throws dev.lathe.core.UserError if this machine or account cannot give what the specification asks for
     * @throws SandboxException if the backend failed
     */
    Sandbox create(SandboxSpec spec);
}
