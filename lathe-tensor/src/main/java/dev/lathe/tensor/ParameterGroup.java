package dev.lathe.tensor;

import java.util.List;

/**
 * Gathers parameters that are trained alike.
 *
 * @param parameters the parameters: leaves that require gradients, or tensors whose gradients are given at each step
 * @param learningRateFactor what the learning rate of a step is multiplied by
 * @param weightDecay the share of a parameter that a step with learning rate 1 takes away, 0 for none
 */
public record ParameterGroup(List<NamedTensor> parameters, double learningRateFactor, double weightDecay) {
    public ParameterGroup {
        parameters = List.copyOf(parameters);
        if (!(learningRateFactor >= 0) || !(weightDecay >= 0)) {
            throw new IllegalArgumentException("learning rate factor and weight decay are 0 or more, not "
                    + learningRateFactor + " and " + weightDecay);
        }
    }
}
