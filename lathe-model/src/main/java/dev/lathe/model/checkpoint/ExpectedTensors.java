package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.DecoderWeights;
import dev.lathe.model.Parameters;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds the tensors of a checkpoint against those that its description asks for. */
final class ExpectedTensors {

    private ExpectedTensors() {}

    /**
     * Checks that a checkpoint has what its description asks for, and nothing that a forward pass would leave out.
     *
     * @throws UserError naming the first tensor that is missing, superfluous or of a wrong shape
     */
    static void check(Path path, DecoderConfig config, Map<String, RawTensor> tensors) {
        checkPresent(path, config, tensors);
        unused(config, tensors).stream().findFirst().ifPresent(name -> {
            throw new UserError("%s: the tensor %s is none of the architecture %s"
                    .formatted(path, name, config.choices().family()));
        });
    }

    /**
     * Checks only that a checkpoint has what its description asks for.
     *
     * @throws UserError naming the first tensor that is missing or of a wrong shape
     */
    static void checkPresent(Path path, DecoderConfig config, Map<String, RawTensor> tensors) {
        Parameters.shapes(config).forEach((name, shape) -> checkOne(path, name, shape, tensors.get(name)));
    }

    /** Returns the tensors that a forward pass would leave out. */
    static List<String> unused(DecoderConfig config, Map<String, RawTensor> tensors) {
        Set<String> expected = Parameters.shapes(config).keySet();
        return tensors.keySet().stream()
                .filter(name -> !expected.contains(name) && !harmless(name))
                .toList();
    }

    private static void checkOne(Path path, String name, long[] expected, @Nullable RawTensor found) {
        if (found == null) {
            throw new UserError("%s: the tensor %s %s is missing".formatted(path, name, Arrays.toString(expected)));
        }
        if (!Arrays.equals(found.shape(), expected)) {
            throw new UserError("%s: the tensor %s has the shape %s; expected %s"
                    .formatted(path, name, Arrays.toString(found.shape()), Arrays.toString(expected)));
        }
    }

    /** Returns whether a tensor may be there without a use: a copy of a tied head, or frequencies that follow from the description. */
    private static boolean harmless(String name) {
        return name.equals(DecoderWeights.HEAD) || name.endsWith(".rotary_emb.inv_freq");
    }
}
