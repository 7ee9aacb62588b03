package dev.lathe.model.cpu;

/** Knows whether the virtual machine was started with the module of the Vector API, without which what uses it cannot be loaded. */
final class VectorModule {
    private static final boolean PRESENT =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    private VectorModule() {}

    static boolean isPresent() {
        return PRESENT;
    }
}
