package dev.lathe.tensor;

import dev.lathe.core.UserError;

/**
 * Names where a tensor lives.
 *
 * @param kind the kind of processor
 * @param index which one of its kind, from 0
 */
public record Device(Kind kind, int index) {
    /** Lists the kinds of processor. */
    public enum Kind {
        CPU,
        CUDA,
        MPS
    }

    private static final Device CPU = new Device(Kind.CPU, 0);

    public Device {
        if (index < 0) {
            throw new IllegalArgumentException("a device index is 0 or more, not " + index);
        }
    }

    /** Returns the processor that runs the JVM. */
    public static Device cpu() {
        return CPU;
    }

    /** Returns one of the CUDA devices. */
    public static Device cuda(int index) {
        return new Device(Kind.CUDA, index);
    }

    /**
     * Parses {@code cpu}, {@code cuda}, {@code cuda:1} or {@code mps}.
     *
     * @throws UserError if the text is none of these
     */
    public static Device parse(String text) {
        if (text.matches("cuda(:\\d{1,3})?")) {
            return cuda(text.length() > 5 ? Integer.parseInt(text.substring(5)) : 0);
        }
        return switch (text) {
            case "cpu" -> CPU;
            case "mps" -> new Device(Kind.MPS, 0);
            default -> throw new UserError("device '" + text + "' is unknown; allowed: cpu, cuda, cuda:<index>, mps");
        };
    }

    /**
     * Makes sure that tensors can be on this device.
     *
     * @param key what the user has set to it
     * @throws UserError if there is no such device, or libtorch was built without it
     */
    public void require(String key) {
        long devices = switch (kind) {
            case CPU -> 1;
            case CUDA -> Torch.cudaDevices();
            case MPS -> 0;
        };
        if (index >= devices) {
            throw new UserError("%s: there is no device %s here; libtorch sees %s"
                    .formatted(
                            key, this, devices == 0 ? "the cpu alone" : "the cpu and %d of cuda".formatted(devices)));
        }
    }

    /**
     * Returns how much memory a CUDA device has, in bytes.
     *
     * @throws IllegalStateException if this is another device
     */
    public long memory() {
        if (kind != Kind.CUDA) {
            throw new IllegalStateException(this + " is no CUDA device");
        }
        return CudaMemory.of(index);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case CPU -> "cpu";
            case CUDA -> "cuda:" + index;
            case MPS -> "mps";
        };
    }
}
