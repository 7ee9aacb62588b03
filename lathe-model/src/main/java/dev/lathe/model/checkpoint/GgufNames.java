package dev.lathe.model.checkpoint;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Translates between the names of tensors in GGUF files and in Hugging Face checkpoints, as a family's page has them. */
final class GgufNames {
    private static final Pattern BLOCK = Pattern.compile("blk\\.(\\d+)\\.(\\w+)\\.(weight|bias)");
    private static final Pattern LAYER = Pattern.compile("model\\.layers\\.(\\d+)\\.([\\w.]+)\\.(weight|bias)");

    private static final Map<String, String> WHOLE = Map.of(
            "model.embed_tokens.weight", "token_embd.weight",
            "model.norm.weight", "output_norm.weight",
            "lm_head.weight", "output.weight");

    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry("input_layernorm", "attn_norm"),
            Map.entry("self_attn.q_proj", "attn_q"),
            Map.entry("self_attn.k_proj", "attn_k"),
            Map.entry("self_attn.v_proj", "attn_v"),
            Map.entry("self_attn.o_proj", "attn_output"),
            Map.entry("self_attn.q_norm", "attn_q_norm"),
            Map.entry("self_attn.k_norm", "attn_k_norm"),
            Map.entry("post_attention_layernorm", "ffn_norm"),
            Map.entry("mlp.gate_proj", "ffn_gate"),
            Map.entry("mlp.up_proj", "ffn_up"),
            Map.entry("mlp.down_proj", "ffn_down"),
            Map.entry("mlp.gate", "ffn_gate_inp"),
            Map.entry("mlp.experts.gate_proj", "ffn_gate_exps"),
            Map.entry("mlp.experts.up_proj", "ffn_up_exps"),
            Map.entry("mlp.experts.down_proj", "ffn_down_exps"));

    private final Map<String, String> toGguf;
    private final Map<String, String> toHuggingFace = new HashMap<>();

    GgufNames(Family family) {
        toGguf = new HashMap<>(PARTS);
        toGguf.putAll(family.ggufNames());
        toGguf.forEach((huggingFace, gguf) -> toHuggingFace.put(gguf, huggingFace));
        WHOLE.forEach((huggingFace, gguf) -> toHuggingFace.put(gguf, huggingFace));
    }

    /** Returns the Hugging Face name, or nothing for a tensor that the family does not have. Experts share one. */
    Optional<String> huggingFace(String name) {
        Matcher match = BLOCK.matcher(name);
        if (!match.matches()) {
            return Optional.ofNullable(toHuggingFace.get(name));
        }
        return Optional.ofNullable(toHuggingFace.get(match.group(2)))
                .map(part -> "model.layers.%s.%s.%s".formatted(match.group(1), part, match.group(3)));
    }

    /** Returns the name in GGUF files. */
    String gguf(String name) {
        Matcher match = LAYER.matcher(name);
        String part = match.matches() ? toGguf.get(match.group(2)) : WHOLE.get(name);
        if (part == null) {
            throw new IllegalArgumentException("GGUF files have no name for " + name);
        }
        return match.matches() ? "blk.%s.%s.%s".formatted(match.group(1), part, match.group(3)) : part;
    }
}
