package dev.lathe.tensor;

import dev.lathe.core.UserError;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Loads the native library once, and holds its few settings that concern the whole process. */
public final class Torch {
    private static final String SUPPORTED = "linux-x86_64 (glibc 2.35 or newer), macosx-arm64, windows-x86_64";

    private static volatile @Nullable WaitPolicy loaded;

    private Torch() {}

    /**
     * Loads the native library with {@link WaitPolicy#PASSIVE}, unless it is loaded already.
     *
     * @throws UserError if there is no native library for this platform
     */
    public static void init() {
        if (loaded == null) {
            load(WaitPolicy.PASSIVE);
        }
    }

    /**
     * Loads the native library with a wait policy; variables that the user has set (OMP_WAIT_POLICY, GOMP_SPINCOUNT) win.
     *
     * @throws IllegalStateException if the library is loaded already with another policy
     * @throws UserError if there is no native library for this platform
     */
    public static void init(WaitPolicy policy) {
        load(policy);
        if (loaded != policy) {
            throw new IllegalStateException("libtorch is loaded already, with wait policy " + loaded);
        }
    }

    /**
     * Sets how many threads one operation may use when it is called by this thread, or by a thread that has not yet called any.
     * Other threads keep their number: a thread that wants its own calls this first.
     */
    public static void threads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("libtorch needs at least 1 thread, not " + count);
        }
        init();
        // A thread takes over the number set last when it first asks: it must have asked before its own is set.
        torch.get_num_threads();
        torch.set_num_threads(count);
    }

    /** Returns how many threads one operation may use when it is called by this thread. */
    public static int threads() {
        init();
        return torch.get_num_threads();
    }

    /**
     * Gives the memory of closed tensors back to the system, which the allocator otherwise keeps for the next ones: for after what
     * needed much more than what follows.
     */
    public static void trim() {
        CLibrary.trimAllocator();
    }

    /** Tells whether a CUDA device can be used. */
    public static boolean cudaIsAvailable() {
        init();
        return torch.cuda_is_available();
    }

    /** Returns how many CUDA devices can be used. */
    static long cudaDevices() {
        return cudaIsAvailable() ? torch.cuda_device_count() : 0;
    }

    /** Returns how libtorch was built and which instruction set it chose, for {@code doctor} pages. */
    public static String description() {
        init();
        try (BytePointer config = torch.show_config();
                BytePointer capability = torch.get_cpu_capability()) {
            return "CPU capability: " + capability.getString() + "\n" + config.getString();
        }
    }

    private static synchronized void load(WaitPolicy policy) {
        if (loaded != null) {
            return;
        }
        NativeEnvironment.prepare(policy);
        try {
            Loader.load(torch.class);
        } catch (UnsatisfiedLinkError | NoClassDefFoundError | ExceptionInInitializerError e) {
            throw new UserError(
                    "libtorch cannot be loaded on " + Loader.getPlatform() + " (" + e.getMessage() + "); supported: "
                            + SUPPORTED,
                    e);
        }
        if (torch.cuda_is_available()) {
            addInOneOrder();
        }
        loaded = policy;
    }

    /** Has CUDA devices give the same bits each time, and refuse what they cannot compute so. */
    private static void addInOneOrder() {
        Context context = torch.globalContext();
        context.setDeterministicAlgorithms(true, false);
        // that is for finding who reads what nobody wrote, and takes time
        context.setDeterministicFillUninitializedMemory(false);
    }
}
