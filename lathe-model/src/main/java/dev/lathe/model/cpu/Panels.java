package dev.lathe.model.cpu;

/**
 * Holds the weights of a linear map, packed in panels of {@value #WIDTH} outputs: a task multiplies all rows of a batch by one panel.
 * Inputs lie in the type that the weights ask for, {@code [rows, depth]}, in memory for a multiple of {@value #ROWS} rows; results are
 * float32.
 */
sealed interface Panels permits BrainPanels, FloatPanels, BytePanels {
    int WIDTH = 32;

    /** Rows of one product. There are few sizes of product, because each makes a kernel. */
    int ROWS = 64;

    /** What a number of rows is a multiple of, unless it is smaller. */
    int QUAD = 4;

    /** Returns how many panels there are. */
    int count();

    /** Packs one panel. */
    void pack(int panel, RowSource source);

    /**
     * Multiplies rows by one panel.
     *
     * @param inputs {@code [rows, depth]}
     * @param out where the panel's first result of the first row goes
     * @param stride elements from one row of results to the next
     * @param adds whether results are added to what is there
     * @param scratch memory of this thread
     */
    void multiply(int panel, int rows, long inputs, long out, int stride, boolean adds, Scratch scratch);

    /** Copies the weights of one output as floats: what an embedding looks up. */
    void read(int output, long to);

    /** Returns the number of rows that a product really has for a number of wanted ones. */
    static int padded(int rows) {
        return rows <= QUAD ? rows : roundUp(rows, QUAD);
    }

    static int roundUp(int value, int multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }

    static Panels of(CpuPrecision precision, int outputs, int inputs, Slabs slabs) {
        return switch (precision) {
            case FLOAT32 -> new FloatPanels(outputs, inputs, slabs);
            case BFLOAT16 -> new BrainPanels(outputs, inputs, slabs);
            case INT8 -> new BytePanels(outputs, inputs, slabs);
        };
    }
}
