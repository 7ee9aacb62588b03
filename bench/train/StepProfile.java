package dev.lathe.train.engine;

import dev.lathe.model.DecoderConfig;
import dev.lathe.model.DecoderPass;
import dev.lathe.model.checkpoint.Checkpoint;
import dev.lathe.tensor.AdamW;
import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.GradientNorm;
import dev.lathe.tensor.NamedTensor;
import dev.lathe.tensor.ParameterGroup;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import dev.lathe.tensor.Torch;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Prints where the processor time of an optimiser step on 4 x 256 tokens goes, and what its matrix products alone would take. Processor
 * time of all threads together is hardly touched by busy neighbours, as clock time is.
 */
public final class StepProfile {
    private static final int ROWS = 4;
    private static final int TIME = 256;
    private static final int STEPS = 4;

    private final com.sun.management.OperatingSystemMXBean system =
            (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Map<String, Double> milliseconds = new LinkedHashMap<>();
    private long last;

    public static void main(String[] arguments) {
        new StepProfile().run(Path.of(arguments[0]), DType.valueOf(arguments[1]));
    }

    private void run(Path model, DType type) {
        Torch.threads(2);
        Checkpoint checkpoint = Checkpoint.open(model);
        SequencedMap<String, Tensor> parameters = checkpoint.parameters();
        List<NamedTensor> named = parameters.entrySet().stream()
                .map(entry -> new NamedTensor(entry.getKey(), entry.getValue()))
                .toList();
        var optimizer = new AdamW(AdamW.Settings.usual(), List.of(new ParameterGroup(named, 1, 0)));
        var working = new WorkingCopy(parameters, type);
        Leaves leaves = new Leaves(checkpoint.config(), working);
        leaves.train(parameters.keySet());
        for (int step = 0; step <= STEPS; step++) {
            if (step == 1) {
                milliseconds.clear();
            }
            try (Scope _ = Scope.open()) {
                last = system.getProcessCpuTime();
                working.refresh();
                mark("round weights");
                step(checkpoint.config(), leaves);
                update(named, leaves, optimizer);
            }
        }
        milliseconds.replaceAll((_, sum) -> sum / STEPS);
        print("a step", milliseconds.values().stream().mapToDouble(each -> each).sum());
        milliseconds.forEach(this::print);
        print("its matrix products alone", products(checkpoint.config(), type));
    }

    private void step(DecoderConfig config, Leaves leaves) {
        Tensor weight = leaves.byName().get("model.embed_tokens.weight");
        Rows rows = Packing.of(passages());
        var pass = new DecoderPass(config, rows.sequences(), List.of(), weight);
        var back = new StagedPass(pass, leaves.byName(), false);
        mark("pack");
        Tensor flowing = rows.sequences().tokens();
        for (int stage = 0; stage < pass.stages(); stage++) {
            flowing = back.forward(stage, flowing);
        }
        mark("layers forward");
        Tensor hidden = flowing.squeeze(0).indexSelect(0, rows.places());
        var head = new TokenHead(weight, 0);
        Tensor targets = rows.sequences().tokens().indexSelect(0, rows.places().add(1));
        TokenHead.Said said = Autograd.noGrad(() -> head.read(hidden, targets, false, true));
        mark("head forward");
        Tensor slopes = Tensor.full(DType.FLOAT32, -1.0 / rows.read(), rows.read());
        Tensor headGradient = Tensor.zeros(weight.dtype(), weight.shape());
        weight.grad(headGradient);
        Tensor gradient = Autograd.noGrad(() -> head.backward(said, slopes, null, headGradient));
        mark("head backward");
        Tensor all = Tensor.zeros(DType.FLOAT32, (long) ROWS * TIME, config.hiddenSize());
        all.indexAdd_(0, rows.places(), gradient.to(DType.FLOAT32));
        Tensor returning = all.to(weight.dtype()).unsqueeze(0);
        for (int stage = pass.stages() - 1; stage >= 0; stage--) {
            returning = back.backward(stage, returning);
            leaves.passed(stage);
        }
        mark("layers backward");
    }

    private static List<Passage> passages() {
        SplittableRandom random = new SplittableRandom(1);
        int[] positions = IntStream.range(1, TIME).toArray();
        return IntStream.range(0, ROWS)
                .mapToObj(_ -> Passage.predicting(random.ints(TIME, 10, 40_000).toArray(), positions))
                .toList();
    }

    private void update(List<NamedTensor> named, Leaves leaves, AdamW optimizer) {
        Map<String, Tensor> taken = leaves.take(
                named.stream().map(NamedTensor::name).collect(Collectors.toSet()));
        List<Tensor> gradients = new ArrayList<>();
        named.forEach(parameter -> gradients.add(taken.get(parameter.name())));
        mark("take gradients");
        GradientNorm.clip(gradients, 1);
        mark("clip");
        optimizer.step(1e-6, gradients);
        mark("AdamW");
    }

    /** Returns what the products take, forward and twice backward, those of the head once more. */
    private double products(DecoderConfig config, DType type) {
        long rows = (long) ROWS * TIME;
        long width = config.hiddenSize();
        long[][] layer = {
            {config.queryWidth() + 2L * config.keyValueWidth(), width},
            {width, config.queryWidth()},
            {2L * config.intermediateSize(), width},
            {width, config.intermediateSize()}
        };
        double sum = 0;
        for (long[] shape : layer) {
            sum += config.layers() * product(type, rows, shape[0], shape[1], 3);
        }
        return sum + product(type, rows, config.vocabSize(), width, 4);
    }

    private double product(DType type, long rows, long out, long in, int times) {
        int runs = out > 10_000 ? 4 : 40;
        try (Scope _ = Scope.open()) {
            Tensor inputs = Tensor.ones(type, rows, in);
            Tensor weight = Tensor.ones(type, out, in);
            Tensor outputs = Tensor.ones(type, rows, out);
            double sum = 0;
            for (int run = -2; run < runs; run++) {
                long before = system.getProcessCpuTime();
                try (Scope _ = Scope.open()) {
                    for (int forward = 2; forward < times; forward++) {
                        inputs.linear(weight, null);
                    }
                    outputs.matmul(weight);
                    outputs.transpose(0, 1).matmul(inputs);
                }
                sum += run < 0 ? 0 : (system.getProcessCpuTime() - before) / 1e6;
            }
            return sum / runs;
        }
    }

    private void mark(String part) {
        long now = system.getProcessCpuTime();
        milliseconds.merge(part, (now - last) / 1e6, Double::sum);
        last = now;
    }

    private void print(String part, double value) {
        System.out.printf("%-28s %8.0f ms of processor time%n", part, value);
    }
}
