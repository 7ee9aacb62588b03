package dev.lathe.model.engine;

/** Gathers the hidden states of a text's tokens, piece by piece, to one vector. */
final class MeanState {
    private double[] sum = new double[0];

    /** Adds the sum of a piece's states. A piece that begins the text makes what was added before void: it is computed again. */
    void add(Piece piece, double[] states) {
        if (piece.start() == 0) {
            sum = states.clone();
            return;
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] += states[i];
        }
    }

    /** Returns the mean, scaled to length 1; empty if nothing was added. */
    float[] direction() {
        double square = 0;
        for (double value : sum) {
            square += value * value;
        }
        double length = Math.max(Math.sqrt(square), Double.MIN_NORMAL);
        float[] unit = new float[sum.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (sum[i] / length);
        }
        return unit;
    }
}
