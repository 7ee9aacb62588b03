package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResidentMemoryTests {
    private static final int STEPS = 500;
    private static final int WIDTH = 64;
    private static final long ALLOWED_GROWTH = 24L << 20;

    @Test
    void staysFlatOverTraining() throws Exception {
        try (Scope _ = Scope.open();
                Generator generator = Generator.seeded(1)) {
            List<NamedTensor> parameters = parameters(generator);
            try (Optimizer optimizer = optimizer(parameters)) {
                Tensor inputs = generator.normal(0, 1, 4, 32, WIDTH);
                double before = 0;
                double loss = 0;
                long resident = 0;
                for (int step = 0; step < STEPS; step++) {
                    loss = step(parameters, optimizer, inputs);
                    if (step == 0) {
                        before = loss;
                    }
                    if (step == STEPS / 5) {
                        resident = residentBytes();
                    }
                }
                assertThat(residentBytes() - resident).isLessThan(ALLOWED_GROWTH);
                assertThat(loss).isLessThan(before / 2);
            }
        }
    }

    @Test
    void wouldSeeALeak() throws Exception {
        long resident = residentBytes();
        try (Scope _ = Scope.open()) {
            Tensor.ones(DType.FLOAT32, 2 * ALLOWED_GROWTH / 4);
            assertThat(residentBytes() - resident).isGreaterThan(ALLOWED_GROWTH);
        }
    }

    private static double step(List<NamedTensor> parameters, Optimizer optimizer, Tensor inputs) {
        try (Scope _ = Scope.open()) {
            Tensor normal = inputs.rmsNorm(parameters.get(0).tensor(), 1e-5);
            Tensor heads = normal.linear(parameters.get(1).tensor(), null)
                    .reshape(4, 32, 4, WIDTH / 4)
                    .transpose(1, 2);
            Tensor mixed =
                    Attention.explicit(heads, heads, heads, Attention.causalMask(32, 32, Device.cpu()), Double.NaN);
            Tensor hidden = inputs.add(mixed.transpose(1, 2).reshape(4, 32, WIDTH));
            Tensor gate = hidden.linear(parameters.get(2).tensor(), null);
            Tensor logits = gate.silu().mul(hidden).linear(parameters.get(3).tensor(), null);
            Tensor targets = inputs.argmax(-1);
            Tensor loss = logits.logProbabilities(targets).mean().neg();
            loss.backward();
            optimizer.step(0.01);
            optimizer.clearGradients();
            return loss.item();
        }
    }

    private static List<NamedTensor> parameters(Generator generator) {
        List<NamedTensor> parameters = new ArrayList<>();
        parameters.add(new NamedTensor("norm", Tensor.ones(DType.FLOAT32, WIDTH).requiresGrad_(true)));
        for (int i = 0; i < 3; i++) {
            Tensor weight = generator.normal(0, 0.1, WIDTH, WIDTH).requiresGrad_(true);
            parameters.add(new NamedTensor("weight" + i, weight));
        }
        return parameters;
    }

    private static Optimizer optimizer(List<NamedTensor> parameters) {
        ParameterGroup vectors = new ParameterGroup(parameters.subList(0, 1), 1, 0);
        ParameterGroup matrices = new ParameterGroup(parameters.subList(1, 4), 1, 0.01);
        return new Combined(
                List.of(new AdamW(AdamW.Settings.usual(), List.of(vectors)), new Muon(0.95, List.of(matrices))));
    }

    /** Reads the resident size from the kernel's page (Linux) or from ps (macOS). */
    private static long residentBytes() throws IOException, InterruptedException {
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> kibibytes(line.substring(6)))
                    .findFirst()
                    .orElseThrow();
        }
        Process ps = new ProcessBuilder(
                        "ps",
                        "-o",
                        "rss=",
                        "-p",
                        Long.toString(ProcessHandle.current().pid()))
                .start();
        String text = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        ps.waitFor();
        return kibibytes(text);
    }

    private static long kibibytes(String text) {
        return Long.parseLong(text.replaceAll("\\D", "")) << 10;
    }
}
