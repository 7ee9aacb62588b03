package dev.lathe.train.pipeline;

/**
 * Says what the validations of a running part came to.
 *
 * @param best the best success, 0 to 1
 * @param at lines of metrics that were written by then, which number its checkpoint; 0 while there was no success
 * @param worse validations since then
 */
record Validation(double best, long at, int worse) {
    static final Validation NONE = new Validation(0, 0, 0);

    Validation then(double success, long logged) {
        return success > best ? new Validation(success, logged, 0) : new Validation(best, at, worse + 1);
    }
}
