package dev.lathe.cli;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * Holds one thing that the doctor looked at.
 *
 * @param subject what was looked at
 * @param verdict how it is
 * @param detail what was found
 * @param advice what to do; empty if nothing
 */
record Finding(String subject, Verdict verdict, String detail, String advice) {
    enum Verdict {
        OK,
        WEAK,
        MISSING
    }

    static Finding ok(String subject, String detail) {
        return new Finding(subject, Verdict.OK, detail, "");
    }

    static Finding missing(String subject, String detail, String advice) {
        return new Finding(subject, Verdict.MISSING, detail, advice);
    }

    /** Judges an amount against what training wants. */
    static Finding amount(String subject, double amount, double wanted, String unit, String advice) {
        String detail = new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(amount) + unit;
        return amount >= wanted ? ok(subject, detail) : new Finding(subject, Verdict.WEAK, detail, advice);
    }
}
