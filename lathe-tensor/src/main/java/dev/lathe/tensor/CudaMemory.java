package dev.lathe.tensor;

import org.bytedeco.pytorch.SizeTPair;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch_cuda;

/** Looks at the memory of CUDA devices. Without libtorch's build for them it cannot be loaded. */
final class CudaMemory {
    private CudaMemory() {}

    /** Returns how much a device has in all, in bytes. */
    static long of(int index) {
        try (SizeTPair freeAndAll =
                torch_cuda.getDeviceAllocator(torch.DeviceType.CUDA).getMemoryInfo((byte) index)) {
            return freeAndAll.second();
        }
    }
}
