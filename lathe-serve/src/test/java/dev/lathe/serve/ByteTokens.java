package dev.lathe.serve;

import dev.lathe.model.tokenizer.ChatTemplate;
import dev.lathe.model.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Is a tokenizer with one token a byte and those that ChatML needs. */
final class ByteTokens {
    static final String CHATML = "{% for message in messages %}"
            + "{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n' }}"
            + "{% endfor %}"
            + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";
    static final int START = 256;
    static final int END = 257;

    private ByteTokens() {}

    static ChatTemplate template() {
        return ChatTemplate.of(CHATML, null, "<|im_end|>");
    }

    static Tokenizer tokenizer() {
        Map<String, Object> vocabulary = new LinkedHashMap<>();
        int extra = 256;
        for (int value = 0; value < 256; value++) {
            boolean printable = (value >= 33 && value <= 126) || (value >= 161 && value <= 172) || value >= 174;
            vocabulary.put(Character.toString(printable ? value : extra++), value);
        }
        Map<String, Object> level =
                Map.of("type", "ByteLevel", "add_prefix_space", false, "trim_offsets", false, "use_regex", false);
        return Tokenizer.ofJson(JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "added_tokens",
                        List.of(special(START, "<|im_start|>"), special(END, "<|im_end|>")),
                        "pre_tokenizer",
                        level,
                        "decoder",
                        level,
                        "model",
                        Map.of("type", "BPE", "vocab", vocabulary, "merges", new ArrayList<>()))));
    }

    private static Map<String, Object> special(int id, String content) {
        return Map.of(
                "id",
                id,
                "content",
                content,
                "special",
                true,
                "single_word",
                false,
                "lstrip",
                false,
                "rstrip",
                false,
                "normalized",
                false);
    }
}
