package dev.lathe.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import dev.lathe.model.Adapter;
import dev.lathe.model.AdapterUse;
import dev.lathe.model.Decoder;
import dev.lathe.model.DecoderWeights;
import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptersTests {
    private static final Path ADAPTERS =
            GoldenFamily.path("adapters/golden.safetensors").getParent();
    private static final Map<String, RawTensor> GOLDEN = SafetensorsFile.open(ADAPTERS.resolve("golden.safetensors"));
    private static final Checkpoint BASE =
            Checkpoint.open(GoldenFamily.read("qwen3").folder());
    private static final float CLOSE = 1e-4f;

    @TempDir
    private Path folder;

    private final Scope scope = Scope.open();
    private final Adapter first = PeftAdapters.read(ADAPTERS.resolve("first"), "first", BASE.config());
    private final Adapter second = PeftAdapters.read(ADAPTERS.resolve("second"), "second", BASE.config());

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void computesWhatPeftComputes() {
        assertThat(difference(logits(AdapterUse.everywhere(first)), "first")).isLessThan(CLOSE);
        assertThat(difference(logits(AdapterUse.everywhere(second)), "second")).isLessThan(CLOSE);
        assertThat(difference(logits(AdapterUse.everywhere(first), AdapterUse.everywhere(second)), "both"))
                .isLessThan(CLOSE);
    }

    /** Gives each row of the batch an adapter of its own. */
    @Test
    void attachesSeveralAtOnce() {
        long time = GOLDEN.get("tokens").shape()[1];
        float[] mixed = logits(new AdapterUse(first, rows(0, time)), new AdapterUse(second, rows(time, 2 * time)));
        int half = mixed.length / 2;
        float[] expected = GOLDEN.get("first").toFloats().clone();
        System.arraycopy(GOLDEN.get("second").toFloats(), half, expected, half, half);
        assertThat(difference(mixed, expected)).isLessThan(CLOSE);
    }

    private static Tensor rows(long from, long to) {
        return Tensor.of(LongStream.range(from, to).toArray(), to - from);
    }

    @Test
    void keepsAdaptersWhenWritten() {
        PeftAdapters.write(folder.resolve("copy"), second, "qwen3");
        Adapter copy = PeftAdapters.read(folder.resolve("copy"), "copy", BASE.config());
        assertThat(copy.parameters()).isEqualTo(second.parameters());
        assertThat(difference(logits(AdapterUse.everywhere(copy)), "second")).isLessThan(CLOSE);
    }

    @Test
    void mergedModelNeedsNoAdapter() {
        List<RawTensor> merged = PeftAdapters.merge(BASE, second);
        Path target = folder.resolve("merged");
        CheckpointWriter.write(target, BASE.config(), merged, BASE.tokenizer(), null);
        assertThat(difference(logits(Checkpoint.open(target)), "second")).isLessThan(CLOSE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '"',
            value = {
                "'peft_type': 'LORA'   # 'peft_type': 'IA3'                              # adapters of the kind IA3 are not supported; supported is LORA",
                "'modules_to_save': null # 'modules_to_save': ['lm_head']                # the key modules_to_save is not supported",
                "'use_dora': false     # 'use_dora': true                                # the key use_dora is not supported",
                "'bias': 'none'        # 'bias': 'all'                                   # the key bias is not supported",
                "'r': 4                # 'r': 5                                          # the key r says 5, but the matrices of",
            })
    void refusesWhatItDoesNotSupport(String before, String after, String message) throws IOException {
        for (String file : List.of("adapter_config.json", "adapter_model.safetensors")) {
            Files.copy(ADAPTERS.resolve("first").resolve(file), folder.resolve(file));
        }
        Path settings = folder.resolve("adapter_config.json");
        String text = Files.readString(settings);
        String changed = text.replace(before.replace('\'', '"'), after.replace('\'', '"'));
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(settings, changed);
        assertThatThrownBy(() -> PeftAdapters.read(folder, "x", BASE.config()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesAnotherModelsAdapter() {
        Checkpoint other = Checkpoint.open(GoldenFamily.read("smollm2").folder());
        assertThatThrownBy(() -> PeftAdapters.read(ADAPTERS.resolve("first"), "x", other.config()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("have the shapes");
        assertThatThrownBy(() -> PeftAdapters.read(folder, "x", BASE.config()))
                .hasMessageContaining("the file adapter_config.json is missing");
    }

    private static float[] logits(AdapterUse... uses) {
        return logits(BASE, uses);
    }

    private static float[] logits(Checkpoint checkpoint, AdapterUse... uses) {
        try (Scope _ = Scope.open()) {
            return Autograd.noGrad(() -> {
                Decoder decoder = new Decoder(checkpoint.config());
                DecoderWeights weights = DecoderWeights.of(checkpoint.config(), checkpoint.parameters());
                RawTensor tokens = GOLDEN.get("tokens");
                Tensor ids = Tensor.fromMemory(tokens.data(), DType.INT64, tokens.shape());
                Tensor hidden = decoder.hidden(weights, ids, Arrays.asList(uses));
                return decoder.logits(weights, hidden.flatten(0, 1)).toFloats();
            });
        }
    }

    private static float difference(float[] computed, String golden) {
        return difference(computed, GOLDEN.get(golden).toFloats());
    }

    private static float difference(float[] computed, float[] expected) {
        float most = computed.length == expected.length ? 0 : Float.POSITIVE_INFINITY;
        for (int i = 0; i < expected.length; i++) {
            most = Math.max(most, Math.abs(computed[i] - expected[i]));
        }
        return most;
    }
}
