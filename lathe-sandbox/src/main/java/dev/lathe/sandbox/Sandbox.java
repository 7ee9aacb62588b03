package dev.lathe.sandbox;

/** Is one isolated place, with files that stay until it is closed. Commands run one after the other. */
public interface Sandbox extends AutoCloseable {
    /** Returns a name that is unique at its backend. */
    String id();

    /**
     * Runs a command to its end, or to the first limit that it meets; then everything it started is gone.
     *
     * @throws SandboxException if the backend failed; a command that fails is a result, not an exception
     */
    SandboxResult run(SandboxCommand command);

    /**
     * Writes a file, with the folders above it.
     *
     * @param path relative to the working folder of commands
     * @throws IllegalArgumentException if the path leads out of that folder
     * @throws SandboxException if it cannot be written
     */
    void write(String path, byte[] content);

    /**
     * Reads a file.
     *
     * @param path relative to the working folder of commands
     * @param maxBytes what is read at most
     * @throws IllegalArgumentException if the path leads out of that folder
     * @throws SandboxException if there is no such file
     */
    byte[] read(String path, int maxBytes);

    /** Destroys the place and everything in it. */
    @Override
    void close();
}
