package dev.lathe.serve.tools;

/** Names the ways in which models write calls of tools. */
public enum ToolFormat {
    /** Between tags, as Hermes and Qwen do. */
    HERMES("<tool_call>\n", "arguments"),
    /** As the whole reply, as Llama 3 does. */
    LLAMA("", "parameters");

    /** The special token that begins a call of Llama's. */
    public static final String PYTHON_TAG = "<|python_tag|>";

    private final String opening;
    private final String argumentsKey;

    ToolFormat(String opening, String argumentsKey) {
        this.opening = opening;
        this.argumentsKey = argumentsKey;
    }

    /** Tells from a chat template how its model writes calls; models whose template knows no tools are told to do it as Hermes. */
    public static ToolFormat of(String templateSource) {
        boolean llama = templateSource.contains(PYTHON_TAG)
                || (templateSource.contains("\"parameters\"") && !templateSource.contains(HermesReader.OPEN));
        return llama ? LLAMA : HERMES;
    }

    /** Returns what stands before the JSON object of a call. */
    public String opening() {
        return opening;
    }

    /** Returns the key of the object under which the arguments stand. */
    public String argumentsKey() {
        return argumentsKey;
    }

    /** Returns a reader for one reply. */
    public PieceReader reader() {
        return switch (this) {
            case HERMES -> new HermesReader();
            case LLAMA -> new LlamaReader();
        };
    }
}
