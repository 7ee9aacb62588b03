package dev.lathe.algorithm;

import dev.lathe.algorithm.Imitations.Imitation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Assembles the samples of one optimiser batch, once it is known what is in its denominators. */
final class Assembly {
    private static final float[] EMPTY = {};

    private final Algorithm algorithm;
    private final List<Learned> learned;
    private final List<double[]> advantages;
    private final List<double[]> returns;
    private final List<boolean[]> kept;
    private final List<Imitation> imitations;
    private final long tokens;
    private final long sequences;

    Assembly(
            Algorithm algorithm,
            List<Learned> learned,
            List<double[]> advantages,
            List<double[]> returns,
            List<Corrections> corrections,
            List<Imitation> imitations) {
        this.algorithm = algorithm;
        this.learned = learned;
        this.advantages = advantages;
        this.returns = returns;
        this.imitations = imitations;
        kept = corrections.stream()
                .map(correction -> correction.kept(algorithm.terms().correction()))
                .toList();
        long imitated = imitations.stream().mapToLong(Imitation::learned).sum();
        tokens = imitated + kept.stream().mapToLong(Assembly::count).sum();
        sequences = imitations.size()
                + kept.stream().filter(mask -> count(mask) > 0).count();
    }

    List<TrainingSample> samples() {
        List<TrainingSample> samples = new ArrayList<>();
        for (int i = 0; i < learned.size(); i++) {
            samples.add(sample(i));
        }
        ModelScores like =
                learned.isEmpty() ? ModelScores.NONE : learned.getFirst().scores();
        for (Imitation imitation : imitations) {
            float[] weights = new float[imitation.learned()];
            Arrays.fill(weights, weight(weights.length));
            samples.add(imitation.sample(weights, like));
        }
        return samples;
    }

    private TrainingSample sample(int i) {
        Learned one = learned.get(i);
        boolean[] mask = kept.get(i);
        float[] weights = new float[mask.length];
        float weight = weight(count(mask));
        for (int t = 0; t < mask.length; t++) {
            weights[t] = mask[t] ? weight : 0;
        }
        return new TrainingSample(
                one.flat().tokens(),
                one.flat().positions(),
                weights,
                floats(advantages.get(i)),
                one.flat().logProbs(),
                one.flat().chunkLengths(),
                one.scores(),
                returns.isEmpty() ? EMPTY : floats(returns.get(i)));
    }

    private float weight(int length) {
        return length == 0 ? 0 : (float) algorithm.reduction().weight(length, tokens, sequences);
    }

    private static int count(boolean[] mask) {
        return (int) IntStream.range(0, mask.length).filter(t -> mask[t]).count();
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int t = 0; t < values.length; t++) {
            floats[t] = (float) values[t];
        }
        return floats;
    }
}
