package dev.lathe.train.data;

/** Reports a row that cannot be used: one line that names the file and the line. */
final class BadRow extends RuntimeException {
    BadRow(String where, String what) {
        super(where + ": " + what);
    }
}
