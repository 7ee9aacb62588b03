package dev.lathe.train.bench;

import dev.lathe.algorithm.Objective;
import dev.lathe.core.Metrics;
import dev.lathe.core.UserError;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.NamedTensor;
import dev.lathe.train.engine.TrainingEngine;
import dev.lathe.train.engine.TrainingOptions;
import dev.lathe.train.pipeline.Policies;
import dev.lathe.train.pipeline.Policy;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Prints how far two optimizer steps in float32 on a device are from the same on the processor, and whether the device comes to the same
 * bits twice: JSON objects, one a line. Ends with 2 where there is no such device, and with 1 where something is too far off.
 */
public final class DeviceStep {
    private static final double LOSS = 1e-6;
    private static final double GRADIENTS = 1e-5;

    private DeviceStep() {}

    /** Holds what came of two steps: of the gradients AdamW's mean after the first, which is a share of them. */
    private record Came(double loss, double nextLoss, Map<String, float[]> gradients, Map<String, float[]> parameters) {}

    /** Takes a model and a device. */
    public static void main(String[] arguments) {
        Path model = Path.of(arguments[0]);
        try {
            Device device = Device.parse(arguments[1]);
            device.require("device");
            Came there = train(model, device);
            boolean near = compare(train(model, Device.cpu()), there, device);
            boolean same = repeat(train(model, device), there, device);
            System.exit(near && same ? 0 : 1);
        } catch (UserError mistake) {
            System.err.println(mistake.getMessage());
            System.exit(2);
        }
    }

    private static boolean compare(Came here, Came there, Device device) {
        double loss = Math.abs(there.loss / here.loss - 1);
        double next = Math.abs(there.nextLoss / here.nextLoss - 1);
        double gradients = apart(here.gradients, there.gradients);
        boolean ok = Math.max(loss, next) <= LOSS && gradients <= GRADIENTS;
        System.out.printf(
                Locale.ROOT,
                "{\"check\": \"training step\", \"device\": \"%s\", \"loss\": %.7f, \"loss_apart\": %.2e, \"next_loss_apart\": %.2e,"
                        + " \"gradients_apart\": %.2e, \"ok\": %b}%n",
                device,
                here.loss,
                loss,
                next,
                gradients,
                ok);
        return ok;
    }

    private static boolean repeat(Came again, Came there, Device device) {
        boolean ok = apart(again.parameters, there.parameters) == 0 && apart(again.gradients, there.gradients) == 0;
        System.out.printf("{\"check\": \"the same bits twice\", \"device\": \"%s\", \"ok\": %b}%n", device, ok);
        return ok;
    }

    private static Came train(Path model, Device device) {
        var options = new TrainingOptions(1, Runtime.getRuntime().availableProcessors(), 1024, false, DType.FLOAT32);
        try (Policy policy = Policies.open(model).on(device);
                TrainingEngine engine = Engines.training(policy, options)) {
            var lessons = new BenchData(policy.config().vocabSize()).lessons(64, 96, 128, 160);
            Metrics first = engine.step(lessons, new Objective.Supervised(), 1e-6);
            Map<String, float[]> gradients = new LinkedHashMap<>();
            for (NamedTensor part : engine.optimizerState()) {
                if (part.name().endsWith(".mean")) {
                    gradients.put(part.name(), part.tensor().toFloats());
                }
            }
            Metrics second = engine.step(lessons, new Objective.Supervised(), 1e-6);
            Map<String, float[]> parameters = new LinkedHashMap<>();
            policy.parameters().forEach((name, tensor) -> parameters.put(name, tensor.toFloats()));
            return new Came(first.get("loss"), second.get("loss"), gradients, parameters);
        }
    }

    /** Returns the length of the difference of all numbers, as a share of their own. */
    private static double apart(Map<String, float[]> here, Map<String, float[]> there) {
        double difference = 0;
        double length = 0;
        for (Map.Entry<String, float[]> entry : here.entrySet()) {
            float[] other = there.get(entry.getKey());
            for (int i = 0; i < other.length; i++) {
                double own = entry.getValue()[i];
                difference += (own - other[i]) * (own - other[i]);
                length += own * own;
            }
        }
        return Math.sqrt(difference / length);
    }
}
