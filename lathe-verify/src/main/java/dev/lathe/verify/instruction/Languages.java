package dev.lathe.verify.instruction;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/** Recognizes the language of a reply by OpenNLP's model, which knows 103. */
final class Languages {
    /** Longer texts tell no more about their language. */
    private static final int MAX_TEXT = 20_000;

    /** Languages that the model tells apart and the data sets do not, by ISO 639-3. */
    private static final Map<String, String> MACRO_LANGUAGES = Map.of(
            "cmn", "zh", "pes", "fa", "ekk", "et", "lvs", "lv", "nob", "no", "nno", "no", "pnb", "pa", "plt", "mg");

    private static final LanguageDetectorModel MODEL = model();

    private Languages() {}

    /** Returns a check of the language; a text without letters has none, and passes. */
    static Predicate<String> is(String language) {
        String wanted = language.strip().toLowerCase(Locale.ROOT).split("-", 2)[0];
        return reply -> of(reply).map(wanted::equals).orElse(true);
    }

    /** Returns the language of a text by ISO 639-1; nothing if it has no letters. */
    private static Optional<String> of(String text) {
        if (text.codePoints().noneMatch(Character::isLetter)) {
            return Optional.empty();
        }
        String start = text.substring(0, Math.min(MAX_TEXT, text.length())).toLowerCase(Locale.ROOT);
        String code = new LanguageDetectorME(MODEL).predictLanguage(start).getLang();
        return Optional.of(MACRO_LANGUAGES.getOrDefault(code, Locale.of(code).getLanguage()))
                .map(Languages::twoLetters);
    }

    private static String twoLetters(String code) {
        for (String candidate : Locale.getISOLanguages()) {
            if (Locale.of(candidate).getISO3Language().equals(code)) {
                return candidate;
            }
        }
        return code;
    }

    private static LanguageDetectorModel model() {
        try (InputStream file = Objects.requireNonNull(Languages.class.getResourceAsStream("/langdetect-183.bin"))) {
            return new LanguageDetectorModel(file);
        } catch (IOException damaged) {
            throw new IllegalStateException("the model of languages cannot be read", damaged);
        }
    }
}
