package dev.lathe.model;

import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Adds gradients to {@link Tensor#grad()} of the parameters that want them.
 *
 * @param parameters leaves under their Hugging Face names, and joined ones under theirs
 */
record ParameterGradients(Map<String, Tensor> parameters) {
    /**
     * Adds those of matrices {@code W} that multiply the same input {@code y = x W^T}, {@code dW = dy^T x}, and lie one below the
     * other.
     *
     * @param gradient of the outputs, {@code [rows, out]}
     * @param input {@code [rows, in]}
     * @param names of the matrices
     */
    void addProduct(Tensor gradient, Tensor input, String... names) {
        Tensor whole = parameters.get(JoinedParameters.name(List.of(names)));
        if (whole != null) {
            addProduct(whole, gradient, input);
            return;
        }
        long from = 0;
        for (String name : names) {
            Tensor part = LayerWeights.get(parameters, name);
            addProduct(part, gradient.narrow(1, from, part.size(0)), input);
            from += part.size(0);
        }
    }

    private static void addProduct(Tensor weight, Tensor gradient, Tensor input) {
        if (!weight.requiresGrad()) {
            return;
        }
        Tensor transposed = gradient.transpose(0, 1);
        Tensor sum = weight.grad();
        if (sum == null) {
            weight.grad(transposed.matmul(input));
        } else {
            sum.addProduct_(transposed, input);
        }
    }

    /**
     * Adds those of vectors that lie one behind the other.
     *
     * @param gradient of all of them
     */
    void add(Tensor gradient, String... names) {
        Tensor whole = parameters.get(JoinedParameters.name(List.of(names)));
        if (whole != null) {
            add(whole, gradient);
            return;
        }
        long from = 0;
        for (String name : names) {
            Tensor part = LayerWeights.get(parameters, name);
            add(part, gradient.narrow(0, from, part.size(0)));
            from += part.size(0);
        }
    }

    private static void add(Tensor vector, Tensor gradient) {
        if (!vector.requiresGrad()) {
            return;
        }
        Tensor sum = vector.grad();
        if (sum == null) {
            vector.grad(gradient.to(vector.dtype()).copy());
        } else {
            sum.add_(gradient);
        }
    }
}
