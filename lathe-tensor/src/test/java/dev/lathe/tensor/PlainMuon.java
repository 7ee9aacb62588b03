package dev.lathe.tensor;

import java.util.Arrays;

/** Muon for one matrix in plain Java, written from the formula alone. */
final class PlainMuon {
    private final double[][] parameter;
    private final double[][] mean;

    PlainMuon(double[] values, int rows, int columns) {
        parameter = matrix(values, rows, columns);
        mean = new double[rows][columns];
    }

    double[] parameter() {
        return Arrays.stream(parameter).flatMapToDouble(Arrays::stream).toArray();
    }

    void step(double[] values, double rate, double momentum, double decay) {
        int rows = parameter.length;
        int columns = parameter[0].length;
        double[][] gradient = matrix(values, rows, columns);
        double[][] ahead = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                mean[i][j] = momentum * mean[i][j] + (1 - momentum) * gradient[i][j];
                ahead[i][j] = momentum * mean[i][j] + (1 - momentum) * gradient[i][j];
            }
        }
        double[][] direction = orthogonal(ahead);
        double factor = Math.sqrt(Math.max(1, (double) rows / columns));
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                parameter[i][j] = parameter[i][j] * (1 - rate * decay) - rate * factor * direction[i][j];
            }
        }
    }

    private static double[][] orthogonal(double[][] matrix) {
        double norm = 1e-7 + Math.sqrt(sumOfSquares(matrix));
        double[][] x = combine(1 / norm, matrix, 0, matrix);
        for (int step = 0; step < 5; step++) {
            double[][] once = product(product(x, transposed(x)), x);
            double[][] twice = product(product(x, transposed(x)), once);
            x = combine(1, combine(3.4445, x, -4.7750, once), 2.0315, twice);
        }
        return x;
    }

    private static double sumOfSquares(double[][] matrix) {
        double sum = 0;
        for (double[] row : matrix) {
            for (double value : row) {
                sum += value * value;
            }
        }
        return sum;
    }

    private static double[][] combine(double a, double[][] x, double b, double[][] y) {
        double[][] result = new double[x.length][x[0].length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x[0].length; j++) {
                result[i][j] = a * x[i][j] + b * y[i][j];
            }
        }
        return result;
    }

    private static double[][] product(double[][] x, double[][] y) {
        double[][] result = new double[x.length][y[0].length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < y[0].length; j++) {
                for (int k = 0; k < y.length; k++) {
                    result[i][j] += x[i][k] * y[k][j];
                }
            }
        }
        return result;
    }

    private static double[][] transposed(double[][] x) {
        double[][] result = new double[x[0].length][x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x[0].length; j++) {
                result[j][i] = x[i][j];
            }
        }
        return result;
    }

    private static double[][] matrix(double[] values, int rows, int columns) {
        double[][] result = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(values, i * columns, result[i], 0, columns);
        }
        return result;
    }
}
