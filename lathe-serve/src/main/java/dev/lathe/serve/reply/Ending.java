package dev.lathe.serve.reply;

/** Says why a reply ended. */
public enum Ending {
    /** The model had no more to say. */
    STOP,
    /** It came to a stop string. */
    STOP_STRING,
    /** Its limit, or the end of the context. */
    LENGTH,
    /** It waits for the answers of tools. */
    CALLS,
    /** Its time was over, its client was gone, or the engine let it go. */
    ABORTED
}
