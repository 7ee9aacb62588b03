package dev.lathe.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HuggingFaceConfigTests {
    private static final String SIZES =
            "'vocab_size': 100, 'hidden_size': 32, 'intermediate_size': 64, 'num_hidden_layers': 2, 'num_attention_heads': 4";

    @TempDir
    private Path folder;

    private DecoderConfig read(String json) throws IOException {
        return HuggingFaceConfig.read(Files.writeString(folder.resolve("config.json"), json.replace('\'', '"')));
    }

    @Test
    void readsLlamaWithItsDefaults() throws IOException {
        DecoderConfig config = read("{'architectures': ['LlamaForCausalLM'], 'model_type': 'llama', " + SIZES
                + ", 'rope_scaling': null, 'pad_token_id': null, 'eos_token_id': [1, 7]}");
        assertThat(config)
                .isEqualTo(new DecoderConfig(
                        100,
                        32,
                        64,
                        2,
                        4,
                        4,
                        8,
                        1e-6,
                        10_000,
                        false,
                        false,
                        false,
                        false,
                        2048,
                        OptionalInt.empty(),
                        List.of(1, 7),
                        OptionalInt.empty()));
    }

    @Test
    void readsTheQwenFamilies() throws IOException {
        DecoderConfig qwen2 = read(
                "{'model_type': 'qwen2', " + SIZES
                        + ", 'num_key_value_heads': 2, 'tie_word_embeddings': true, 'rope_theta': 1e6, 'use_sliding_window': false}");
        assertThat(qwen2.qkvBias()).isTrue();
        assertThat(qwen2.qkNorm()).isFalse();
        assertThat(qwen2.tiedEmbeddings()).isTrue();
        assertThat(qwen2.keyValueHeads()).isEqualTo(2);
        assertThat(qwen2.ropeTheta()).isEqualTo(1e6);
        DecoderConfig qwen3 = read("{'model_type': 'qwen3', 'architectures': ['Qwen3ForCausalLM'], " + SIZES
                + ", 'rope_parameters': {'rope_type': 'default', 'rope_theta': 5e6}, 'layer_types': ['full_attention', 'full_attention'],"
                + " 'max_position_embeddings': 40960, 'bos_token_id': 3, 'eos_token_id': 4, 'pad_token_id': 5}");
        assertThat(qwen3.qkNorm()).isTrue();
        assertThat(qwen3.qkvBias()).isFalse();
        assertThat(qwen3.headDim()).isEqualTo(128);
        assertThat(qwen3.ropeTheta()).isEqualTo(5e6);
        assertThat(qwen3.eosTokens()).containsExactly(4);
        assertThat(qwen3.bosToken()).hasValue(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '"',
            value = {
                "'model_type': 'gpt2', 'architectures': ['GPT2LMHeadModel'] # the architecture GPT2LMHeadModel (gpt2) is not supported; supported are LlamaForCausalLM, MistralForCausalLM,",
                "'architectures': ['LlamaForSequenceClassification'], 'model_type': 'llama' # LlamaForSequenceClassification (llama) is not supported",
                "'model_type': 'llama', 'rope_scaling': {'rope_type': 'llama3', 'factor': 8} # the key rope_scaling.low_freq_factor is missing",
                "'model_type': 'qwen2', 'rope_scaling': {'type': 'longrope'} # scaled rotary positions of the type longrope are not supported; supported are default, linear,",
                "'model_type': 'llama', 'rope_parameters': {'rope_type': 'default', 'partial_rotary_factor': 0.5} # rotary positions over a part",
                "'model_type': 'llama', 'attention_bias': true # attention_bias is not supported",
                "'model_type': 'llama', 'mlp_bias': true # mlp_bias is not supported",
                "'model_type': 'llama', 'hidden_act': 'gelu' # the activation gelu is not supported",
                "'model_type': 'smollm3', 'use_sliding_window': true # attention over a sliding window",
                "'model_type': 'qwen3', 'layer_types': ['full_attention', 'linear_attention'] # layers of the type",
                "'model_type': 'qwen3', 'layer_types': ['full_attention'] # the key layer_types names 1 layers; num_hidden_layers is 2",
                "'model_type': 'qwen3_moe', 'num_experts': 4, 'num_experts_per_tok': 5 # active experts must be 1 to 4",
                "'model_type': 'llama', 'num_key_value_heads': 3 # heads (4) must be a multiple of keyValueHeads (3)",
                "'model_type': 'llama', 'rms_norm_eps': 'small' # the key rms_norm_eps must be a number, not \"small\"",
                "'model_type': 'llama', 'num_key_value_heads': 1.5 # the key num_key_value_heads must be an integer, not 1.5",
                "'model_type': 'llama', 'tie_word_embeddings': 1 # the key tie_word_embeddings must be true or false, not 1"
            })
    void refusesWhatItDoesNotSupport(String keys, String message) {
        assertThatThrownBy(() -> read("{" + keys + ", " + SIZES + "}"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(folder.resolve("config.json") + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void damagedFilesAreTheUsersError() {
        assertThatThrownBy(() -> read("{'model_type': 'llama'}"))
                .hasMessageEndingWith(": the key hidden_size is missing");
        assertThatThrownBy(() -> read("{'model_type': "))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("not JSON");
        assertThatThrownBy(() -> read("[]")).isInstanceOf(UserError.class).hasMessageContaining("not a JSON object");
    }
}
