package dev.lathe.model;

import dev.lathe.tensor.Tensor;

/**
 * Computes the angles of rotary position embedding (Su et al., 2021, arXiv 2104.09864): position p and pair i turn by p theta^(-2i/E).
 *
 * @param cosines {@code [positions, head size / 2]}, float32
 * @param sines of the same shape
 */
record RotaryTable(Tensor cosines, Tensor sines) {
    static RotaryTable of(DecoderConfig config, int positions) {
        int half = config.headDim() / 2;
        float[] cosines = new float[positions * half];
        float[] sines = new float[positions * half];
        for (int pair = 0; pair < half; pair++) {
            // float32 like the published implementations, whose values checkpoints were trained with
            float frequency = (float) (1 / Math.pow(config.ropeTheta(), 2.0 * pair / config.headDim()));
            for (int position = 0; position < positions; position++) {
                float angle = position * frequency;
                cosines[position * half + pair] = (float) Math.cos(angle);
                sines[position * half + pair] = (float) Math.sin(angle);
            }
        }
        return new RotaryTable(Tensor.of(cosines, positions, half), Tensor.of(sines, positions, half));
    }
}
