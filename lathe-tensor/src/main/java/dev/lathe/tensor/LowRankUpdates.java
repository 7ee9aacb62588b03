package dev.lathe.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Changes matrices by products of two thin ones alone: {@code W = W0 + s B A}. What another optimiser steps are {@code A}, which begins
 * at random, and {@code B}, which begins at 0; for the gradient {@code G} of {@code W} theirs are {@code s B^T G} and {@code s G A^T}.
 * Source: Hu et al., LoRA: Low-Rank Adaptation of Large Language Models, 2021.
 */
public final class LowRankUpdates implements Optimizer {
    private static final String PREFIX = "low_rank.";
    private static final String SCALE = PREFIX + "scale";
    private static final String BASE = ".base";
    private static final String A = ".lora_A";
    private static final String B = ".lora_B";

    private final double scale;
    private final Tensor scaleTensor;
    private final List<Matrix> matrices = new ArrayList<>();
    private final Optimizer inner;

    /**
     * Is a matrix that changes.
     *
     * @param name its name
     * @param whole {@code [out, in]}, what others see
     * @param base as it was before all changes
     * @param a {@code [rank, in]}
     * @param b {@code [out, rank]}
     */
    private record Matrix(String name, Tensor whole, Tensor base, Tensor a, Tensor b) {
        static Matrix of(NamedTensor named, Tensor a) {
            Tensor whole = named.tensor().detach().leaveScope();
            return new Matrix(
                    named.name(),
                    whole,
                    whole.copy().leaveScope(),
                    Tensor.empty(a.dtype(), whole.device(), a.shape()).copy_(a).leaveScope(),
                    Tensor.zeros(DType.FLOAT32, whole.device(), whole.size(0), a.size(0))
                            .leaveScope());
        }

        List<NamedTensor> thin() {
            return List.of(new NamedTensor(name + A, a), new NamedTensor(name + B, b));
        }

        void close() {
            List.of(whole, base, a, b).forEach(Tensor::close);
        }
    }

    /**
     * Holds what was learned of one matrix.
     *
     * @param name the matrix's name
     * @param a {@code [rank, in]}
     * @param b {@code [out, rank]}
     * @param scale what their product is multiplied by
     */
    public record Learned(String name, Tensor a, Tensor b, double scale) {}

    /**
     * Starts with changes of 0.
     *
     * @param matrices FLOAT32, which are changed in place
     * @param beginnings what {@code A} of each begins with, {@code [rank, in]}; copied
     * @param scale what their product is multiplied by
     * @param optimizer makes what steps the thin ones; closed with this one
     */
    public LowRankUpdates(
            List<NamedTensor> matrices,
            List<Tensor> beginnings,
            double scale,
            Function<List<NamedTensor>, Optimizer> optimizer) {
        this.scale = scale;
        scaleTensor = Tensor.scalar(DType.FLOAT32, scale).leaveScope();
        for (int i = 0; i < matrices.size(); i++) {
            this.matrices.add(Matrix.of(matrices.get(i), beginnings.get(i)));
        }
        inner = optimizer.apply(stepped());
    }

    /**
     * Draws what {@code A} begins with, evenly from {@code [-1 / sqrt(in), 1 / sqrt(in))}, in a tensor of the current scope.
     *
     * @param in the columns of the matrix
     * @return {@code [rank, in]}
     */
    public static Tensor beginning(int rank, long in, Generator generator) {
        double bound = 1 / Math.sqrt((double) in);
        return Tensor.empty(DType.FLOAT32, rank, in).uniform_(-bound, bound, generator);
    }

    @Override
    public List<NamedTensor> parameters() {
        return matrices.stream()
                .map(matrix -> new NamedTensor(matrix.name, matrix.whole))
                .toList();
    }

    @Override
    public List<NamedTensor> stepped() {
        return matrices.stream().flatMap(matrix -> matrix.thin().stream()).toList();
    }

    @Override
    public List<Tensor> condense(List<Tensor> gradients) {
        if (gradients.size() != matrices.size()) {
            throw new IllegalArgumentException(
                    matrices.size() + " parameters need as many gradients, not " + gradients.size());
        }
        List<Tensor> thin = new ArrayList<>();
        for (int i = 0; i < gradients.size(); i++) {
            Matrix matrix = matrices.get(i);
            thin.add(matrix.b.transpose(0, 1).matmul(gradients.get(i)).mul_(scale));
            thin.add(gradients.get(i).matmul(matrix.a.transpose(0, 1)).mul_(scale));
        }
        return thin;
    }

    @Override
    public void step(double learningRate, List<Tensor> gradients) {
        inner.step(learningRate, gradients);
        try (Scope _ = Scope.open()) {
            for (Matrix matrix : matrices) {
                matrix.whole.copy_(matrix.base).addProduct_(matrix.b.mul(scale), matrix.a);
            }
        }
    }

    @Override
    public List<NamedTensor> state() {
        List<NamedTensor> parts = new ArrayList<>();
        parts.add(new NamedTensor(SCALE, scaleTensor));
        for (Matrix matrix : matrices) {
            parts.add(new NamedTensor(matrix.name + BASE, matrix.base));
            parts.addAll(matrix.thin());
        }
        inner.state().forEach(part -> parts.add(new NamedTensor(PREFIX + part.name(), part.tensor())));
        return parts;
    }

    /** Finds what was learned in a state of this or a combined optimiser; nothing in that of others. */
    public static List<Learned> learned(List<NamedTensor> state) {
        List<Learned> learned = new ArrayList<>();
        double scale = Double.NaN;
        for (int i = 0; i < state.size(); i++) {
            String name = state.get(i).name();
            if (name.equals(SCALE)) {
                scale = state.get(i).tensor().item();
            } else if (name.endsWith(A)) {
                String matrix = name.substring(0, name.length() - A.length());
                learned.add(new Learned(
                        matrix, state.get(i).tensor(), state.get(i + 1).tensor(), scale));
            }
        }
        return learned;
    }

    @Override
    public void close() {
        inner.close();
        matrices.forEach(Matrix::close);
        scaleTensor.close();
    }
}
