package dev.lathe.verify.instruction;

import dev.lathe.core.UserError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** Makes instructions by the names and parameters that IFEval's data uses. */
public final class Instructions {
    private static final SequencedMap<String, Function<Parameters, Predicate<String>>> CHECKS = checks();

    private Instructions() {}

    /** Returns all names. */
    public static List<String> ids() {
        return List.copyOf(CHECKS.keySet());
    }

    /**
     * Makes an instruction.
     *
     * @param id its name, such as {@code keywords:existence}
     * @param parameters its parameters; keys that it does not have are passed over, as the data sets have them
     * @throws UserError if there is no such instruction, or a parameter is missing or of the wrong kind
     */
    public static Instruction of(String id, ObjectNode parameters) {
        Function<Parameters, Predicate<String>> check = CHECKS.get(id);
        if (check == null) {
            throw new UserError("unknown instruction '%s'; allowed are %s".formatted(id, String.join(", ", ids())));
        }
        return new Instruction(id, check.apply(new Parameters(id, parameters)));
    }

    private static SequencedMap<String, Function<Parameters, Predicate<String>>> checks() {
        var checks = new LinkedHashMap<String, Function<Parameters, Predicate<String>>>();
        checks.put("keywords:existence", given -> Keywords.all(given.texts("keywords")));
        checks.put(
                "keywords:frequency",
                given -> Keywords.count(given.text("keyword"), given.relation("relation", "frequency")));
        checks.put("keywords:forbidden_words", given -> Keywords.none(given.texts("forbidden_words")));
        checks.put(
                "keywords:letter_frequency",
                given -> Keywords.letter(given.text("letter"), given.relation("let_relation", "let_frequency")));
        checks.put("language:response_language", given -> Languages.is(given.text("language")));
        checks.put(
                "length_constraints:number_sentences",
                given -> Lengths.sentences(given.relation("relation", "num_sentences")));
        checks.put("length_constraints:number_paragraphs", given -> Lengths.paragraphs(given.count("num_paragraphs")));
        checks.put("length_constraints:number_words", given -> Lengths.words(given.relation("relation", "num_words")));
        checks.put(
                "length_constraints:nth_paragraph_first_word",
                given -> Lengths.firstWord(
                        given.count("num_paragraphs"), given.count("nth_paragraph"), given.text("first_word")));
        checks.put(
                "detectable_content:number_placeholders",
                given -> Contents.placeholders(given.count("num_placeholders")));
        checks.put("detectable_content:postscript", given -> Contents.postscript(given.text("postscript_marker")));
        checks.put("detectable_format:number_bullet_lists", given -> Formats.bullets(given.count("num_bullets")));
        checks.put("detectable_format:constrained_response", given -> Contents::isOneOfTheOptions);
        checks.put(
                "detectable_format:number_highlighted_sections",
                given -> Formats.highlights(given.count("num_highlights")));
        checks.put(
                "detectable_format:multiple_sections",
                given -> Formats.sections(given.text("section_spliter"), given.count("num_sections")));
        checks.put("detectable_format:json_format", given -> Formats::isJson);
        checks.put("detectable_format:title", given -> Formats::hasTitle);
        checks.put("combination:two_responses", given -> Contents::areTwoResponses);
        checks.put("combination:repeat_prompt", given -> Contents.beginsWith(given.text("prompt_to_repeat")));
        checks.put("startend:end_checker", given -> Contents.endsWith(given.text("end_phrase")));
        checks.put(
                "change_case:capital_word_frequency",
                given -> Cases.capitalWords(given.relation("capital_relation", "capital_frequency")));
        checks.put("change_case:english_capital", given -> Cases::isEnglishInCapitals);
        checks.put("change_case:english_lowercase", given -> Cases::isEnglishInLowerCase);
        checks.put("punctuation:no_comma", given -> reply -> reply.indexOf(',') < 0);
        checks.put("startend:quotation", given -> Contents::isQuoted);
        return checks;
    }
}
