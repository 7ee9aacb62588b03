package dev.lathe.model.vector;

/** Knows whether the virtual machine was started with the module of the Vector API, without which what uses it cannot be loaded. */
public final class VectorModule {
    private static final boolean PRESENT =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    private VectorModule() {}

    public static boolean isPresent() {
        return PRESENT;
    }
}
