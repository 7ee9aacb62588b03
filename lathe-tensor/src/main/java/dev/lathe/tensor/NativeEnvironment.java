package dev.lathe.tensor;

/**
 * Sets what the native libraries read once, when they are loaded. The C environment of the process is changed, because
 * {@code System.getenv} has no setter and the libraries don't look at Java's copy. A variable that the user has set stays, but for
 * {@code OPENBLAS_CORETYPE}, which images of machines pin to the oldest processor of a fleet, at half the speed of a newer one:
 * {@code LATHE_OPENBLAS_CORETYPE} chooses the kernels instead.
 */
final class NativeEnvironment {
    private NativeEnvironment() {}

    static void prepare(WaitPolicy policy) {
        // OpenBLAS would start a pool of its own beside libtorch's, and the two would fight for the cores.
        set("OPENBLAS_NUM_THREADS", "1");
        // Without it products of matrices on CUDA devices add in another order each time.
        set("CUBLAS_WORKSPACE_CONFIG", ":4096:8");
        chooseKernels();
        waitBy(policy);
        SystemAllocator.keepMemory();
        // Scopes own native memory: the garbage collector must neither free it nor count it.
        System.setProperty("org.bytedeco.javacpp.nopointergc", "true");
        System.setProperty("org.bytedeco.javacpp.maxbytes", "0");
        System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
    }

    private static void chooseKernels() {
        String chosen = System.getenv("LATHE_OPENBLAS_CORETYPE");
        if (chosen != null) {
            CLibrary.setVariable("OPENBLAS_CORETYPE", chosen);
        } else if (Processor.current().hasAvx512()) {
            CLibrary.setVariable("OPENBLAS_CORETYPE", "SKYLAKEX");
        }
    }

    private static void waitBy(WaitPolicy policy) {
        switch (policy) {
            case PASSIVE -> set("OMP_WAIT_POLICY", "PASSIVE");
            case SPIN -> {
                // GNU's OpenMP counts turns (about 20 microseconds), LLVM's milliseconds: each reads its own variable.
                set("GOMP_SPINCOUNT", "20000");
                set("KMP_BLOCKTIME", "1");
            }
        }
    }

    private static void set(String name, String value) {
        if (System.getenv(name) == null) {
            CLibrary.setVariable(name, value);
        }
    }
}
