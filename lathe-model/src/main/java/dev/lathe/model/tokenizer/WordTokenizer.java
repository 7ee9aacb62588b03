package dev.lathe.model.tokenizer;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a small tokenizer of whole words, as a Hugging Face tokenizer.json, for a policy that is trained from scratch.
 *
 * <p>A text splits at spaces and signs; a listed word may hold signs ({@code click[}, {@code material:}) or digits ({@code #3}) and is one
 * token then. Chinese splits into the longest listed words, else into characters. A digit becomes one token with its place: {@code 245} is
 * {@code 2₂ 4₁ 5₀}; the places from 5 share a mark. What is not listed becomes the unknown token.
 *
 * <p>Decoding gives the text back but for spaces, which it sets by rule: one between two tokens, but none before closing signs and after
 * opening ones, none around {@code - / ' _} and line ends, none in a number or around its decimal point, and none between Chinese
 * characters or between one and a number. {@code search[norvik kettle | max 245]} and {@code search[红色连衣裙 | 最高245元]} come back
 * as they were.
 */
public final class WordTokenizer {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{M}&&[^\\p{IsHan}]]+|\\X", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private final SpecialTokens specials;
    private final Map<String, Integer> vocabulary = new LinkedHashMap<>();
    private final PhraseTrie phrases = new PhraseTrie();
    private final Set<String> longHan = new LinkedHashSet<>();
    private final Set<String> withDigits = new LinkedHashSet<>();

    private WordTokenizer(Collection<String> words, SpecialTokens specials) {
        this.specials = specials;
        add(specials.padding());
        add(specials.unknown());
        specials.control().forEach(this::add);
        add("\n");
        for (String place : WordRules.PLACES) {
            "0123456789".chars().forEach(digit -> add((char) digit + place));
        }
        words.forEach(this::addWord);
        Set<String> characters = new TreeSet<>();
        longHan.forEach(
                word -> HAN.matcher(word).results().map(MatchResult::group).forEach(characters::add));
        characters.forEach(this::add);
    }

    /**
     * Returns a tokenizer.json.
     *
     * @param words the vocabulary, in the order of the ids; numbers and repetitions are left out
     * @throws IllegalArgumentException if a word is empty or holds white space
     */
    public static String json(Collection<String> words, SpecialTokens specials) {
        return JSON.writeValueAsString(new WordTokenizer(words, specials).root());
    }

    private void add(String token) {
        vocabulary.putIfAbsent(token, vocabulary.size());
    }

    private void addWord(String word) {
        if (word.isBlank() || word.codePoints().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException(
                    "a word of the vocabulary must be without white space: '%s'".formatted(word));
        }
        if (NUMBER.matcher(word).matches() || vocabulary.containsKey(word)) {
            return;
        }
        add(word);
        if (word.chars().anyMatch(c -> c >= '0' && c <= '9')) {
            withDigits.add(word);
        } else if (HAN.matcher(word).find()) {
            longHan.add(word);
        } else if (!PLAIN.matcher(word).matches()) {
            phrases.add(word);
        }
    }

    private ObjectNode root() {
        ObjectNode root = JSON.createObjectNode().put("version", "1.0");
        root.putNull("truncation").putNull("padding");
        ArrayNode added = root.putArray("added_tokens");
        specials.control().forEach(token -> addedToken(added, token, true, false));
        // found in the text before anything else; the library takes the first, then the longest
        longHan.stream()
                .filter(word -> word.codePointCount(0, word.length()) > 1)
                .forEach(word -> addedToken(added, word, false, false));
        withDigits.forEach(word -> addedToken(added, word, false, true));
        root.set("normalizer", normalizer());
        ObjectNode split = root.putObject("pre_tokenizer").put("type", "Split");
        split.putObject("pattern").put("Regex", WordRules.word(phrases.alternatives()));
        split.put("behavior", "Removed").put("invert", true);
        root.putNull("post_processor");
        root.set("decoder", decoder());
        ObjectNode model = root.putObject("model").put("type", "WordLevel");
        ObjectNode vocab = model.putObject("vocab");
        vocabulary.forEach(vocab::put);
        model.put("unk_token", specials.unknown());
        return root;
    }

    private void addedToken(ArrayNode added, String token, boolean special, boolean wholeWord) {
        ObjectNode node = added.addObject().put("id", vocabulary.get(token)).put("content", token);
        node.put("single_word", wholeWord).put("lstrip", false).put("rstrip", false);
        node.put("normalized", false).put("special", special);
    }

    private static ObjectNode normalizer() {
        ObjectNode normalizer = JSON.createObjectNode().put("type", "Sequence");
        ArrayNode steps = normalizer.putArray("normalizers");
        List<String> places = WordRules.markedPlaces();
        for (int i = 0; i < places.size(); i++) {
            replace(steps, places.get(i), WordRules.PLACES.get(i));
        }
        return normalizer;
    }

    private ObjectNode decoder() {
        ObjectNode decoder = JSON.createObjectNode().put("type", "Sequence");
        ArrayNode steps = decoder.putArray("decoders");
        // joins by spaces; no token begins with this prefix
        steps.addObject().put("type", "WordPiece").put("prefix", "\u0001").put("cleanup", false);
        steps.addObject().put("type", "Fuse");
        replace(steps, WordRules.superfluousSpace(specials.control()), "");
        replace(steps, WordRules.digitMark(), "");
        return decoder;
    }

    private static void replace(ArrayNode steps, String pattern, String content) {
        ObjectNode step = steps.addObject().put("type", "Replace");
        step.putObject("pattern").put("Regex", pattern);
        step.put("content", content);
    }
}
