package dev.lathe.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.model.PythonClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class WordTokenizerTests {
    private static final List<String> WORDS = List.of(
            ("search[ click[ ] [ ( ) norvik kettle max under | steel red material: price colour <= = ok , . : - usb c don't "
                            + "#3 #12 4-pack L 3D 红色 连衣裙 电热水壶 水壶 最高 元 材质： T恤 ， 。 ： don ' t new newly-made")
                    .split(" "));
    private static final String JSON = WordTokenizer.json(WORDS, SpecialTokens.CHAT);
    private static final Tokenizer TOKENIZER = Tokenizer.ofJson(JSON);

    private static String tokens(String text) {
        return Arrays.stream(TOKENIZER.encode(text)).mapToObj(TOKENIZER::token).collect(Collectors.joining(" "));
    }

    @Test
    void listedWordsAreWhole() {
        assertThat(tokens("search[norvik kettle]")).isEqualTo("search[ norvik kettle ]");
        assertThat(tokens("click[#3] click[#12]")).isEqualTo("click[ #3 ] click[ #12 ]");
        assertThat(tokens("material: steel, price <= 4-pack")).isEqualTo("material: steel , price <= 4-pack");
        assertThat(tokens("don't newly-made 3D")).isEqualTo("don't newly-made 3D");
        assertThat(tokens("price: usb-c don'tred")).isEqualTo("price : usb - c don ' <unk>");
    }

    @Test
    void otherWordsAreUnknown() {
        assertThat(tokens("research[ clock redkettle #37")).isEqualTo("<unk> [ <unk> <unk> <unk> 3₁ 7₀");
    }

    @Test
    void digitsCarryTheirPlace() {
        assertThat(tokens("245")).isEqualTo("2₂ 4₁ 5₀");
        assertThat(tokens("0 90210 1000000 007")).isEqualTo("0₀ 9₄ 0₃ 2₂ 1₁ 0₀ 1₅ 0₅ 0₄ 0₃ 0₂ 0₁ 0₀ 0₂ 0₁ 7₀");
        assertThat(tokens("12.50")).isEqualTo("1₁ 2₀ . 5₁ 0₀");
        IntStream.range(0, 100_000)
                .filter(n -> n < 1100 || n % 997 == 0)
                .forEach(n -> assertThat(roundTrip("max " + n + " ok")).isEqualTo("max " + n + " ok"));
    }

    @Test
    void chineseTakesTheLongestWords() {
        assertThat(tokens("红色电热水壶，最高245元")).isEqualTo("红色 电热水壶 ， 最高 2₂ 4₁ 5₀ 元");
        assertThat(tokens("红水壶热T恤鹤")).isEqualTo("红 水壶 热 T恤 <unk>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search[norvik kettle | max 245]",
                "search[红色连衣裙 | 最高245元]",
                "click[#3]\nmaterial: steel, red, ok.\n\nprice: 12.50 <= 1200",
                "<|user|>red kettle (steel) 3D<|end|><|assistant|>click[#12]<|end|>",
                "usb-c don't 4-pack",
                "max 12 3 100000 7",
                "",
                "\n",
                "材质：水壶。最高12.5元"
            })
    void textComesBack(String text) {
        assertThat(roundTrip(text)).isEqualTo(text);
    }

    @Test
    void spacesAreSetByRule() {
        assertThat(roundTrip("  search[ norvik\t kettle|max  245 ] ")).isEqualTo("search[norvik kettle | max 245]");
        assertThat(roundTrip("红色 连衣裙 ， 245 元 ok")).isEqualTo("红色连衣裙，245元 ok");
        assertThat(roundTrip("red \n steel")).isEqualTo("red\nsteel");
        assertThat(roundTrip("usb - c")).isEqualTo("usb-c");
    }

    private static String roundTrip(String text) {
        return TOKENIZER.decode(TOKENIZER.encode(text), false);
    }

    @Test
    void streamGivesTheSameText() {
        String text = "<|user|>search[红色连衣裙 | 最高12.5元] 1234567 norvik kettle<|end|>";
        TokenStream stream = TOKENIZER.stream();
        String streamed =
                Arrays.stream(TOKENIZER.encode(text)).mapToObj(stream::next).collect(Collectors.joining());
        assertThat(streamed + stream.rest()).isEqualTo(text);
    }

    @Test
    void idsFollowTheOrderOfTheWords() {
        assertThat(TOKENIZER.idOf("<pad>")).hasValue(0);
        assertThat(TOKENIZER.idOf("<unk>")).hasValue(1);
        int first = TOKENIZER.idOf("search[").orElseThrow();
        assertThat(TOKENIZER.idOf("click[")).hasValue(first + 1);
        assertThat(TOKENIZER.specialTokens())
                .containsExactlyInAnyOrder("<pad>", "<|end|>", "<|system|>", "<|user|>", "<|assistant|>", "<|tool|>");
    }

    @Test
    void numbersAndRepetitionsAreLeftOut() {
        assertThat(WordTokenizer.json(List.of("red", "red", "245"), SpecialTokens.CHAT))
                .isEqualTo(WordTokenizer.json(List.of("red"), SpecialTokens.CHAT));
        assertThatThrownBy(() -> WordTokenizer.json(List.of("two words"), SpecialTokens.CHAT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void realClientAgrees(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("tokenizer.json");
        Files.writeString(file, JSON);
        List<String> texts = List.of(
                "search[norvik kettle | max 245] click[#37] research[x] 12.50 1234567\nred,steel <= 7",
                "<|user|>search[红色 连衣裙 | 最高 245元]<|end|>",
                "红色电热水壶鹤 T恤 90 12 3 don't usb-c 4-pack 👟 newly-made",
                "");
        JsonNode expected = PythonClient.run("encode_texts.py", Map.of("tokenizer", file.toString(), "texts", texts));
        for (int i = 0; i < texts.size(); i++) {
            int[] ids = TOKENIZER.encode(texts.get(i));
            assertThat(ids)
                    .isEqualTo(expected.get(i)
                            .get("ids")
                            .valueStream()
                            .mapToInt(JsonNode::asInt)
                            .toArray());
            assertThat(TOKENIZER.decode(ids, true))
                    .isEqualTo(expected.get(i).get("decoded").asString());
        }
    }
}
