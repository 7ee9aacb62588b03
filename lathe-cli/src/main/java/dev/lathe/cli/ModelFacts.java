package dev.lathe.cli;

import dev.lathe.model.DecoderConfig;
import dev.lathe.model.checkpoint.Checkpoint;
import dev.lathe.model.checkpoint.RawTensor;
import dev.lathe.model.tokenizer.ChatTemplate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Says what a checkpoint is.
 *
 * @param path where it is
 * @param family the name of its architecture
 * @param parameters how many numbers it has
 * @param dtype the type that most of them are stored in
 * @param bytes what the stored ones take
 * @param layers number of blocks
 * @param hidden width of the residual stream
 * @param vocabulary number of tokens
 * @param context positions that it was trained for
 * @param window positions that some layers look back; 0 if all look at everything
 * @param inferenceBytes its weights in float32, as inference holds them
 * @param cacheBytesPerToken keys and values of one token in float32
 * @param trainingBytes weights, gradients and AdamW's two moments in float32, without activations
 * @param template its chat template, if it has one
 * @param unused tensors that nothing reads
 * @param notFinite tensors with NaN or infinite numbers
 */
record ModelFacts(
        String path,
        String family,
        long parameters,
        String dtype,
        long bytes,
        int layers,
        int hidden,
        int vocabulary,
        int context,
        int window,
        long inferenceBytes,
        long cacheBytesPerToken,
        long trainingBytes,
        Optional<String> template,
        List<String> unused,
        List<String> notFinite) {
    private static final int STATE_BYTES = 4 * Float.BYTES;

    /** Looks at a checkpoint, at every number of it if asked to. */
    static ModelFacts of(Checkpoint checkpoint, boolean check) {
        DecoderConfig config = checkpoint.config();
        Map<String, Long> types = new TreeMap<>();
        long parameters = 0;
        long bytes = 0;
        List<String> notFinite = new ArrayList<>();
        for (String name : checkpoint.tensorNames()) {
            RawTensor tensor = checkpoint.tensor(name);
            parameters += tensor.elements();
            bytes += tensor.data().byteSize();
            types.merge(tensor.type().name().toLowerCase(Locale.ROOT), tensor.elements(), Long::sum);
            if (check && !tensor.isFinite()) {
                notFinite.add(name);
            }
        }
        return new ModelFacts(
                checkpoint.path().toString(),
                config.choices().family(),
                parameters,
                types.entrySet().stream()
                        .max(Comparator.comparingLong(Map.Entry::getValue))
                        .orElseThrow()
                        .getKey(),
                bytes,
                config.layers(),
                config.hiddenSize(),
                config.vocabSize(),
                config.maxPositions(),
                config.choices().layers().stream()
                        .mapToInt(layer -> layer.window())
                        .max()
                        .orElse(0),
                parameters * Float.BYTES,
                2L * config.layers() * config.keyValueWidth() * Float.BYTES,
                parameters * STATE_BYTES,
                checkpoint.chatTemplate().map(ChatTemplate::source),
                checkpoint.unusedTensors(),
                notFinite);
    }

    boolean sound() {
        return unused.isEmpty() && notFinite.isEmpty();
    }
}
