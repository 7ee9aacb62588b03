package dev.lathe.shop;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Prices each combination of two option axes: a base, a surcharge per value and a small interaction. The cheapest value of an axis
 * has no surcharge, so that the "from" price says little about any other combination.
 *
 * @param cells price in whole units of each combination, row-major
 * @param dear which combinations have the dear value, row-major; the cheapest of all has not
 * @param step what each further price twin costs more where it has the dear value
 */
record PriceGrid(int[] cells, boolean[] dear, int step) {
    /** The least that a price twin costs more, in whole units. */
    static final int LEAST_STEP = 6;

    private static final int FEN = 100;
    static final int LEAST_BASE = 100;
    static final int MOST_BASE = 440;

    /** Draws prices from 100 to 999 for up to four steps; the dear value costs at least a quarter of the base more. */
    static PriceGrid draw(List<ProductAxis> axes, int dearAxis, String dearValue, RandomGenerator random) {
        return draw(LEAST_BASE + random.nextInt(MOST_BASE - LEAST_BASE + 1), axes, dearAxis, dearValue, random);
    }

    /** Draws prices around a base of {@value #LEAST_BASE} to {@value #MOST_BASE}. */
    static PriceGrid draw(int base, List<ProductAxis> axes, int dearAxis, String dearValue, RandomGenerator random) {
        int step = Math.max(LEAST_STEP, share(base, 0.06 + 0.04 * random.nextDouble()));
        double[] rows = surcharges(axes.get(0), dearAxis == 0 ? dearValue : "", random);
        double[] columns = surcharges(axes.get(1), dearAxis == 1 ? dearValue : "", random);
        int[] cells = new int[rows.length * columns.length];
        boolean[] dear = new boolean[cells.length];
        int dearPlace = axes.get(dearAxis).values().indexOf(dearValue);
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns.length; column++) {
                double interaction = 0.02 * random.nextDouble();
                int cell = row * columns.length + column;
                cells[cell] = base + share(base, rows[row] + columns[column] + interaction);
                dear[cell] = (dearAxis == 0 ? row : column) == dearPlace;
            }
        }
        return new PriceGrid(cells, dear, step);
    }

    /** Returns the prices in fen after the dear value went up so many steps; what the cheapest combination costs stays. */
    int[] prices(int steps) {
        int[] prices = new int[cells.length];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = (cells[i] + (dear[i] ? steps * step : 0)) * FEN;
        }
        return prices;
    }

    private static double[] surcharges(ProductAxis axis, String dearValue, RandomGenerator random) {
        List<String> values = axis.values();
        double[] surcharges = new double[values.size()];
        int cheapest = random.nextInt(values.size());
        if (values.get(cheapest).equals(dearValue)) {
            cheapest = (cheapest + 1) % values.size();
        }
        for (int i = 0; i < surcharges.length; i++) {
            boolean dear = values.get(i).equals(dearValue);
            double drawn = dear ? 0.25 + 0.15 * random.nextDouble() : 0.05 + 0.35 * random.nextDouble();
            surcharges[i] = i == cheapest ? 0 : drawn;
        }
        return surcharges;
    }

    private static int share(int base, double fraction) {
        return (int) Math.round(base * fraction);
    }
}
