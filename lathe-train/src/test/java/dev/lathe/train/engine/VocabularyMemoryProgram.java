package dev.lathe.train.engine;

import dev.lathe.algorithm.Demonstration;
import dev.lathe.algorithm.LossReduction;
import dev.lathe.algorithm.Objective;
import dev.lathe.algorithm.SupervisedSamples;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.Parameters;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * Makes a loss and its gradients for a vocabulary of the given size, and prints by how many bytes the process's resident memory rose
 * on the way, weights and their gradients not counted.
 */
final class VocabularyMemoryProgram {
    static final int TOKENS = 2048;

    private static final int LENGTH = 64;
    private static final Path STATUS = Path.of("/proc/self/status");

    private VocabularyMemoryProgram() {}

    public static void main(String[] arguments) throws IOException {
        DecoderConfig config = TestModels.config(Integer.parseInt(arguments[0]));
        SequencedMap<String, Tensor> parameters = Parameters.initialize(config, 3);
        parameters.values().forEach(parameter -> parameter.requiresGrad_(true));
        LanguageModel model = new LanguageModel(config, parameters);
        // gradients have their memory, and whatever is made once is made
        learn(model, texts(1));
        Files.writeString(Path.of("/proc/self/clear_refs"), "5");
        long before = kibibytes("VmRSS:");
        learn(model, texts(TOKENS / LENGTH));
        System.out.println((kibibytes("VmHWM:") - before) * 1024);
    }

    private static void learn(LanguageModel model, List<TrainingSample> texts) {
        var learning = new TokenLearning(new Objective.Supervised());
        try (Scope _ = Scope.open()) {
            Rows rows = Packing.of(
                    texts.stream()
                            .flatMap(text -> learning.passages(text).stream())
                            .toList(),
                    Device.cpu());
            learning.learn(texts, rows, model).loss().backward();
            model.backward();
        }
    }

    private static List<TrainingSample> texts(int count) {
        List<Demonstration> texts = IntStream.range(0, count)
                .mapToObj(text -> new Demonstration(
                        IntStream.range(0, LENGTH)
                                .map(place -> 2 + (37 * text + 11 * place) % 5000)
                                .toArray(),
                        IntStream.range(1, LENGTH).toArray()))
                .toList();
        return SupervisedSamples.of(texts, new LossReduction.TokenMean());
    }

    private static long kibibytes(String key) throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
