package dev.lathe.shop.action;

/** Writes amounts of money. */
public final class Amount {
    private Amount() {}

    /** Returns an amount in whole units, with decimals only where there are any: 24500 fen is {@code 245}. */
    public static String text(int fen) {
        int cents = Math.floorMod(fen, 100);
        String units = Integer.toString(Math.floorDiv(fen, 100));
        return cents == 0 ? units : units + (cents < 10 ? ".0" : ".") + cents;
    }
}
