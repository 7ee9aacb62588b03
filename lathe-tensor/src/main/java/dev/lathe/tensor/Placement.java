package dev.lathe.tensor;

import dev.lathe.core.UserError;

/** Gives each of several processes of this host its device: {@code cuda} without a number is another device for each. */
public final class Placement {
    private static final String EACH_ITS_OWN = "cuda";

    private Placement() {}

    /**
     * Returns the device of a process.
     *
     * @param text as {@link Device#parse} reads it
     * @param process which one it is, from 0
     * @throws UserError if the text is no device
     */
    public static Device of(String text, int process) {
        return text.equals(EACH_ITS_OWN) ? Device.cuda(process) : Device.parse(text);
    }

    /**
     * Makes sure that each process has a device here, and none shares a CUDA device with another.
     *
     * @param key what the user has set to the text
     * @throws UserError if not: one line that says what would do
     */
    public static void require(String key, String text, int processes) {
        of(text, 0).require(key);
        requireApart(key, text, processes, Torch.cudaDevices());
    }

    static void requireApart(String key, String text, int processes, long devices) {
        if (processes == 1 || of(text, 0).kind() != Device.Kind.CUDA) {
            return;
        }
        if (!text.equals(EACH_ITS_OWN)) {
            throw new UserError("%s: %s is one device for %d processes; use cuda, of which each takes its own"
                    .formatted(key, text, processes));
        }
        if (processes > devices) {
            throw new UserError("%s: %d processes need a device of cuda each, and libtorch sees %d"
                    .formatted(key, processes, devices));
        }
    }
}
