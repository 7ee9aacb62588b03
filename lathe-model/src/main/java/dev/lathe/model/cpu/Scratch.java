package dev.lathe.model.cpu;

/** Is memory of one thread for what it needs within a task. */
final class Scratch implements AutoCloseable {
    private static final long PRODUCT = 4L * Panels.ROWS * Panels.WIDTH;

    private final Slabs products = new Slabs();
    private Slabs slabs = new Slabs();
    private long bytes;
    private long address;

    /** Room for the product of {@value Panels#ROWS} rows and a panel. */
    final long first = products.take(PRODUCT);

    /** As much room again. */
    final long second = products.take(PRODUCT);

    /** Returns the address of memory that lasts until the next call; its contents are anything finite. */
    long atLeast(long wanted) {
        if (wanted > bytes) {
            slabs.close();
            slabs = new Slabs();
            address = slabs.take(wanted);
            bytes = wanted;
        }
        return address;
    }

    @Override
    public void close() {
        products.close();
        slabs.close();
    }
}
