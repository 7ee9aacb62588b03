package dev.lathe.train.engine;

import dev.lathe.tensor.AdamW;
import dev.lathe.tensor.NamedTensor;
import dev.lathe.tensor.ParameterGroup;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/** Makes optimisers for tests, and reads from their state what they were given. */
final class TestOptimizers {
    private static final String MEAN = ".mean";
    private static final double BETA1 = 0.9;

    private TestOptimizers() {}

    static AdamW adamW(SequencedMap<String, Tensor> parameters, double weightDecay) {
        List<NamedTensor> named = new ArrayList<>();
        parameters.forEach((name, parameter) -> named.add(new NamedTensor(name, parameter)));
        return new AdamW(new AdamW.Settings(BETA1, 0.95, 1e-8), List.of(new ParameterGroup(named, 1, weightDecay)));
    }

    /** Returns the gradients of the first step, of which the optimiser's mean then holds a known share. */
    static Map<String, float[]> firstGradients(List<NamedTensor> optimizerState) {
        Map<String, float[]> gradients = new LinkedHashMap<>();
        for (NamedTensor part : optimizerState) {
            if (part.name().endsWith(MEAN)) {
                float[] values = part.tensor().toFloats();
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (values[i] / (1 - BETA1));
                }
                gradients.put(part.name(), values);
            }
        }
        return gradients;
    }

    static double norm(float[] values) {
        return distance(values, new float[values.length]);
    }

    static double distance(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            double difference = (double) one[i] - other[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    static <V> V named(Map<String, V> map, String name) {
        return Objects.requireNonNull(map.get(name), name);
    }
}
