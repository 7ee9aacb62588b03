package dev.lathe.tensor;

import java.util.List;

/**
 * Makes glibc's allocator keep the memory of closed tensors for the next ones. By default it gives each block above 32 MiB back to
 * the kernel, and a training step spends half of its time on pages that come back zeroed. Other C libraries stay as they are.
 */
final class SystemAllocator {
    // Numbers of <malloc.h>.
    private static final int TRIM_THRESHOLD = -1;
    private static final int TOP_PAD = -2;
    private static final int MMAP_MAX = -4;

    private static final List<String> USERS_CHOICE =
            List.of("GLIBC_TUNABLES", "MALLOC_MMAP_MAX_", "MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_");

    private SystemAllocator() {}

    static void keepMemory() {
        if (USERS_CHOICE.stream().anyMatch(name -> System.getenv(name) != null)) {
            return;
        }
        CLibrary.setAllocatorOption(MMAP_MAX, 0);
        CLibrary.setAllocatorOption(TRIM_THRESHOLD, Integer.MAX_VALUE);
        CLibrary.setAllocatorOption(TOP_PAD, 64 << 20);
    }
}
