package dev.lathe.model.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import dev.lathe.model.SharedModels;
import dev.lathe.model.tokenizer.Tokenizer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBytesTests {
    private static final String TEXT = "{\"name\": \"Jürgen 漢字 👟\", \"tabs\": [1,\t2]}\n";

    @Test
    void theBytesOfATextsTokensAreTheText() {
        Tokenizer qwen = Tokenizer.ofJson(SharedModels.QWEN3_TOKENIZER.resolve("tokenizer.json"));
        for (Tokenizer tokenizer : List.of(qwen, SharedModels.smolLm2().tokenizer())) {
            List<byte[]> bytes = TokenBytes.of(tokenizer);
            var text = new ByteArrayOutputStream();
            for (int token : tokenizer.encode(TEXT)) {
                text.writeBytes(bytes.get(token));
            }
            assertThat(text.toString(StandardCharsets.UTF_8)).isEqualTo(TEXT);
            assertThat(bytes).hasSize(tokenizer.vocabSize());
            tokenizer
                    .specialTokens()
                    .forEach(special -> assertThat(
                                    bytes.get(tokenizer.idOf(special).orElseThrow()))
                            .isEmpty());
        }
    }

    @Test
    void readsPiecesOfSentencePiece() {
        Tokenizer tokenizer = Tokenizer.ofJson("""
            {"version": "1.0", "normalizer": null, "pre_tokenizer": null, "post_processor": null,
             "added_tokens": [{"id": 0, "content": "<s>", "special": true, "single_word": false, "lstrip": false,
                               "rstrip": false, "normalized": false}],
             "decoder": {"type": "Sequence", "decoders": [
               {"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"}]},
             "model": {"type": "BPE", "byte_fallback": true, "unk_token": null, "merges": [],
                       "vocab": {"<s>": 0, "<0x0A>": 1, "<0xE6>": 2, "▁the": 3, "é": 4, "<0xzz>": 5}}}
            """);
        assertThat(TokenBytes.of(tokenizer))
                .containsExactly(
                        new byte[0],
                        new byte[] {'\n'},
                        new byte[] {(byte) 0xE6},
                        " the".getBytes(StandardCharsets.UTF_8),
                        "é".getBytes(StandardCharsets.UTF_8),
                        "<0xzz>".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesTokensThatAreNoPiecesOfText() {
        Tokenizer words = Tokenizer.ofJson("""
            {"version": "1.0", "added_tokens": [], "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": false},
             "model": {"type": "WordLevel", "unk_token": "a", "vocab": {"a": 0}}}
            """);
        assertThatThrownBy(() -> TokenBytes.of(words))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("this one decodes by [WordPiece]");
    }

    @Test
    void followsTheTokensOfARealTokenizer() {
        Tokenizer tokenizer = SharedModels.smolLm2().tokenizer();
        int end = tokenizer.idOf("<|im_end|>").orElseThrow();
        Constraint constraint = Constraint.jsonSchema("{\"type\": \"object\"}", ConstraintVocabulary.of(tokenizer));
        TokenConstraint reply = constraint.begin(Set.of(end));
        int[] tokens = tokenizer.encode(TEXT.strip().replace('\t', ' '));
        for (int token : tokens) {
            assertThat(allowed(reply, tokenizer).get(token)).isTrue();
            assertThat(allowed(reply, tokenizer).get(end)).isFalse();
            reply.accept(token);
        }
        assertThat(reply.complete()).isTrue();
        assertThat(allowed(reply, tokenizer).get(end)).isTrue();
        assertThat(allowed(reply, tokenizer).count()).isEqualTo(1);
        assertThatThrownBy(() -> reply.accept(tokens[0])).isInstanceOf(IllegalArgumentException.class);
        reply.accept(end);
        assertThat(reply.complete()).isTrue();
    }

    private static MutableBits allowed(TokenConstraint reply, Tokenizer tokenizer) {
        MutableBits bits = new MutableBits(tokenizer.vocabSize() + 70);
        bits.setAll();
        reply.mask(bits);
        return bits;
    }

    @Test
    void masksHoldWhatCanBeReadTokenByToken() {
        Constraint constraint = Constraint.regex("[a-z\"]{2,4}é?漢*", RandomTexts.VOCABULARY);
        Position position = constraint.start();
        Random random = new Random(3);
        for (int length = 0; length < 6; length++) {
            Position here = position;
            MutableBits mask = constraint.mask(here);
            int[] readable = IntStream.range(0, RandomTexts.TOKENS.size())
                    .filter(token -> !constraint.accept(here, token).dead())
                    .toArray();
            assertThat(IntStream.range(0, mask.size()).filter(mask::get).toArray())
                    .isEqualTo(readable);
            if (readable.length > 0) {
                position = constraint.accept(here, readable[random.nextInt(readable.length)]);
            }
        }
    }
}
