package dev.lathe.verify.math;

import dev.lathe.verify.math.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a formula, LaTeX or plain, into tokens; spacing, sizes of brackets and currency are left out. */
final class Lexer {
    private static final int MAX_LENGTH = 1_000;
    private static final int MAX_DIGITS = 1_000;

    private static final Pattern NUMBER =
            Pattern.compile("\\d{1,3}(?:(?:,|\\{,\\}|\\\\[,!] ?)\\d{3})+(?!\\d)(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|\\.\\d+");

    /** Where commas separate elements, they cannot separate thousands. */
    private static final Pattern ELEMENT = Pattern.compile("\\d+(?:\\.\\d+)?|\\.\\d+");

    private static final Set<String> SKIPPED = Set.of(
            "left",
            "right",
            "mleft",
            "mright",
            "displaystyle",
            "textstyle",
            "quad",
            "qquad",
            "big",
            "Big",
            "bigl",
            "bigr",
            "Bigl",
            "Bigr",
            "limits",
            "rm",
            "bf",
            "it");

    private static final Set<String> TEXTS = Set.of(
            "text",
            "textbf",
            "textit",
            "textrm",
            "textnormal",
            "mbox",
            "mathrm",
            "mathbf",
            "mathit",
            "operatorname",
            "mathsf",
            "mathbb",
            "boldsymbol");

    private static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry("cdot", "*"),
            Map.entry("times", "*"),
            Map.entry("ast", "*"),
            Map.entry("div", "/"),
            Map.entry("colon", ":"),
            Map.entry("le", "<="),
            Map.entry("leq", "<="),
            Map.entry("leqslant", "<="),
            Map.entry("ge", ">="),
            Map.entry("geq", ">="),
            Map.entry("geqslant", ">="),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("ne", "!="),
            Map.entry("neq", "!="),
            Map.entry("approx", "="),
            Map.entry("lbrace", "\\{"),
            Map.entry("rbrace", "\\}"),
            Map.entry("langle", "("),
            Map.entry("rangle", ")"),
            Map.entry("lvert", "|"),
            Map.entry("rvert", "|"),
            Map.entry("vert", "|"),
            Map.entry("mid", "|"));

    private static final Map<String, String> COMMANDS =
            Map.of("dfrac", "frac", "tfrac", "cfrac", "dbinom", "binom", "tbinom", "binom", "varnothing", "emptyset");

    private static final Map<Character, Token> CHARACTERS = Map.ofEntries(
            Map.entry('−', Token.sign("-")),
            Map.entry('–', Token.sign("-")),
            Map.entry('×', Token.sign("*")),
            Map.entry('·', Token.sign("*")),
            Map.entry('÷', Token.sign("/")),
            Map.entry('≤', Token.sign("<=")),
            Map.entry('≥', Token.sign(">=")),
            Map.entry('≠', Token.sign("!=")),
            Map.entry('≈', Token.sign("=")),
            Map.entry('±', new Token(Kind.COMMAND, "pm")),
            Map.entry('π', new Token(Kind.COMMAND, "pi")),
            Map.entry('∞', new Token(Kind.COMMAND, "infty")),
            Map.entry('√', new Token(Kind.COMMAND, "sqrt")),
            Map.entry('∪', new Token(Kind.COMMAND, "cup")),
            Map.entry('∅', new Token(Kind.COMMAND, "emptyset")),
            Map.entry('°', new Token(Kind.COMMAND, "degree")));

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int brackets;

    private Lexer(String text) {
        this.text = text;
    }

    /**
     * Returns the tokens of a formula, with an end behind them.
     *
     * @throws Unreadable if it is too long or has a character that no formula has
     */
    static List<Token> tokens(String formula) {
        if (formula.length() > MAX_LENGTH) {
            throw new Unreadable("more than %d characters".formatted(MAX_LENGTH));
        }
        Lexer lexer = new Lexer(formula);
        while (lexer.at < formula.length()) {
            lexer.next();
        }
        lexer.tokens.add(Token.END);
        return lexer.tokens;
    }

    private void next() {
        char c = text.charAt(at);
        if (Character.isWhitespace(c) || "$€£¥~'\"".indexOf(c) >= 0) {
            at++;
        } else if (c == '\\') {
            command();
        } else if (isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
            number();
        } else if (isLatin(c)) {
            letters();
        } else if (CHARACTERS.containsKey(c)) {
            tokens.add(CHARACTERS.get(c));
            at++;
        } else {
            sign(c);
        }
    }

    private void number() {
        Matcher matcher = (brackets > 0 ? ELEMENT : NUMBER).matcher(text).region(at, text.length());
        if (!matcher.lookingAt() || matcher.end() - at > MAX_DIGITS) {
            throw new Unreadable("a number that is too long");
        }
        tokens.add(new Token(Kind.NUMBER, matcher.group().replaceAll("[^\\d.]", "")));
        at = matcher.end();
    }

    private void letters() {
        int end = at;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        String word = text.substring(at, end);
        switch (word) {
            case "and", "or" -> tokens.add(Token.sign(","));
            case "infinity", "inf" -> tokens.add(new Token(Kind.COMMAND, "infty"));
            case "percent", "pct" -> tokens.add(Token.sign("%"));
            case "sqrt", "pi", "sin", "cos", "tan", "log", "ln", "exp" -> tokens.add(new Token(Kind.COMMAND, word));
            default -> word.chars().forEach(c -> tokens.add(new Token(Kind.LETTER, String.valueOf((char) c))));
        }
        at = end;
    }

    private void command() {
        int end = at + 1;
        while (end < text.length() && isLatin(text.charAt(end))) {
            end++;
        }
        String name = text.substring(at + 1, end);
        at = end;
        if (name.isEmpty()) {
            escaped();
        } else if (TEXTS.contains(name)) {
            text(name);
        } else if (SIGNS.containsKey(name)) {
            tokens.add(counted(SIGNS.get(name)));
        } else if (!SKIPPED.contains(name)) {
            tokens.add(new Token(Kind.COMMAND, COMMANDS.getOrDefault(name, name)));
        }
    }

    /** Reads what follows a backslash and is no letter: an escaped sign, a space, or the end of a matrix row. */
    private void escaped() {
        if (at >= text.length()) {
            throw new Unreadable("ends in a backslash");
        }
        char c = text.charAt(at++);
        switch (c) {
            case '{', '}' -> tokens.add(counted("\\" + c));
            case '%' -> tokens.add(Token.sign("%"));
            case '|' -> tokens.add(Token.sign("|"));
            case '\\' -> tokens.add(Token.sign("\\\\"));
            case '(', ')', '[', ']', ',', ';', ':', '!', ' ', '$' -> {}
            default -> throw new Unreadable("an unknown escape");
        }
    }

    private void text(String command) {
        int open = at;
        while (open < text.length() && Character.isWhitespace(text.charAt(open))) {
            open++;
        }
        int close = open < text.length() && text.charAt(open) == '{' ? Braces.closing(text, open) : -1;
        if (close < 0) {
            throw new Unreadable("a text without braces");
        }
        String content = text.substring(open + 1, close).strip();
        at = close + 1;
        if (command.equals("mathbb")) {
            tokens.add(new Token(Kind.COMMAND, "mathbb" + content));
        } else {
            tokens.addAll(texts(command, content));
        }
    }

    private static List<Token> texts(String command, String content) {
        return switch (content) {
            case "" -> List.of();
            case "and", "or", ", and", ", or", ",and" -> List.of(Token.sign(","));
            case "percent", "percentage", "pct", "\\%" -> List.of(Token.sign("%"));
            default -> {
                boolean letter = content.length() == 1 && isLatin(content.charAt(0));
                boolean words = content.chars().anyMatch(Character::isLetter) && content.indexOf('\\') < 0;
                if (command.equals("operatorname")) {
                    yield List.of(new Token(Kind.COMMAND, content));
                } else if (letter) {
                    yield List.of(new Token(Kind.LETTER, content));
                } else if (words) {
                    yield List.of(new Token(Kind.TEXT, content));
                }
                List<Token> inner = tokens(content);
                yield inner.subList(0, inner.size() - 1);
            }
        };
    }

    private void sign(char c) {
        String two = text.substring(at, Math.min(at + 2, text.length()));
        String sign = switch (two) {
            case "**" -> "^";
            case "<=", ">=", "!=" -> two;
            default -> String.valueOf(c);
        };
        if ("+-*/^_=<>()[]{}|!%,;:&".indexOf(c) < 0) {
            throw new Unreadable("a character that no formula has");
        }
        at += two.equals("**") || (two.equals(sign) && two.length() == 2) ? 2 : 1;
        tokens.add(counted(sign));
    }

    private Token counted(String sign) {
        switch (sign) {
            case "(", "[", "\\{" -> brackets++;
            case ")", "]", "\\}" -> brackets--;
            default -> {}
        }
        return Token.sign(sign);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLatin(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
