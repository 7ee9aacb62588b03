package dev.lathe.model.checkpoint;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Translates the names of tensors in GGUF files to those of Hugging Face checkpoints. */
final class GgufNames {
    private static final Pattern IN_BLOCK = Pattern.compile("blk\\.(\\d+)\\.(\\w+)\\.(weight|bias)");

    private static final Map<String, String> WHOLE = Map.of(
            "token_embd.weight", "model.embed_tokens.weight",
            "output_norm.weight", "model.norm.weight",
            "output.weight", "lm_head.weight");

    private static final Map<String, String> BLOCK = Map.ofEntries(
            Map.entry("attn_norm", "input_layernorm"),
            Map.entry("attn_q", "self_attn.q_proj"),
            Map.entry("attn_k", "self_attn.k_proj"),
            Map.entry("attn_v", "self_attn.v_proj"),
            Map.entry("attn_output", "self_attn.o_proj"),
            Map.entry("attn_q_norm", "self_attn.q_norm"),
            Map.entry("attn_k_norm", "self_attn.k_norm"),
            Map.entry("ffn_norm", "post_attention_layernorm"),
            Map.entry("ffn_gate", "mlp.gate_proj"),
            Map.entry("ffn_up", "mlp.up_proj"),
            Map.entry("ffn_down", "mlp.down_proj"));

    private GgufNames() {}

    /** Returns the Hugging Face name, or nothing for a tensor that the supported architectures do not have. */
    static Optional<String> huggingFace(String name) {
        if (WHOLE.containsKey(name)) {
            return Optional.of(WHOLE.get(name));
        }
        Matcher match = IN_BLOCK.matcher(name);
        if (!match.matches() || !BLOCK.containsKey(match.group(2))) {
            return Optional.empty();
        }
        return Optional.of(
                "model.layers.%s.%s.%s".formatted(match.group(1), BLOCK.get(match.group(2)), match.group(3)));
    }
}
