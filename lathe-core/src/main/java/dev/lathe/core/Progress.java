package dev.lathe.core;

/**
 * Hears how far a long piece of work has come. Pipelines call it; whoever shows it to a person implements it. Calls may come from any
 * thread, and must return quickly.
 */
public interface Progress {
    /** Shows nothing. */
    Progress SILENT = new Progress() {
        @Override
        public void phase(String name, long total, String unit) {}

        @Override
        public void advance(long units) {}

        @Override
        public void metrics(Metrics metrics) {}

        @Override
        public void note(String text) {}
    };

    /**
     * Begins a phase, and ends the one before it.
     *
     * @param name what is done, such as {@code demonstrations}
     * @param total units in the whole phase; 0 if nobody knows
     * @param unit what is counted, in the plural, such as {@code episodes}
     */
    void phase(String name, long total, String unit);

    /** Adds finished units to the current phase. */
    void advance(long units);

    /** Reports the newest numbers of the current phase. */
    void metrics(Metrics metrics);

    /** Says one line to the person. */
    void note(String text);
}
