package dev.lathe.shop;

/** Shows one thing in both languages. */
public record Text(String en, String zh) {
    /** Returns the text in a language. */
    public String in(Language language) {
        return switch (language) {
            case EN -> en;
            case ZH -> zh;
        };
    }
}
