package dev.lathe.shop.action;

import dev.lathe.shop.ShopAction;
import dev.lathe.shop.action.Reading.Flaw;
import dev.lathe.shop.action.Reading.Malformed;
import dev.lathe.shop.action.Reading.Understood;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads and writes ShopSimulator's replies, where whatever a page shows is clicked: {@code click[#3]}, {@code click[red]}, {@code
 * click[buy now]}. What its grammar lacks is as in {@link TextFormat}: {@code propose[#3]}, {@code leave[]}.
 */
final class PaperFormat {
    private static final Pattern LINE = Pattern.compile("Action\\s*:", Pattern.CASE_INSENSITIVE);
    private static final Pattern TYPED = Pattern.compile(
            "Action_type\\s*:\\s*(ask_shopper|interact_with_env)\\s*Action_content\\s*:", Pattern.CASE_INSENSITIVE);
    private static final Pattern CLICK = Pattern.compile("click\\s*\\[([^\\[\\]]*)]", Pattern.CASE_INSENSITIVE);
    private static final Pattern SLOT = Pattern.compile("#\\s*\\d{1,4}");
    private static final String ASK = "ask_shopper";
    private static final String INTERACT = "interact_with_env";
    private static final Map<String, ShopAction> BUTTONS = Map.of(
            "buy now", new ShopAction.Buy(),
            "next >", new ShopAction.NextPage(),
            "< prev", new ShopAction.PreviousPage(),
            "back to search", new ShopAction.BackToResults());

    private PaperFormat() {}

    /** Returns the words that replies hold beside those of the text format. */
    static List<String> words() {
        return List.of(
                "Thought:",
                "Action:",
                "Action_type:",
                "Action_content:",
                ASK,
                INTERACT,
                "buy",
                "now",
                "next",
                "prev",
                "back",
                "to",
                "search",
                "<",
                ">");
    }

    /** Reads {@code Thought: ... Action: search[..]|click[..]}; the last action counts. */
    static Reading read(String reply) {
        int from = end(LINE.matcher(reply));
        return from < 0 ? new Malformed(Flaw.NO_ACTION) : act(reply.substring(from));
    }

    /** Reads {@code Thought: ... Action_type: ask_shopper|interact_with_env Action_content: ...}; the last action counts. */
    static Reading readTyped(String reply) {
        Matcher matcher = TYPED.matcher(reply);
        Reading reading = new Malformed(Flaw.NO_ACTION);
        while (matcher.find()) {
            String content = reply.substring(matcher.end());
            reading = matcher.group(1).equalsIgnoreCase(ASK) ? ask(content) : act(content);
        }
        return reading;
    }

    private static int end(Matcher matcher) {
        int end = -1;
        while (matcher.find()) {
            end = matcher.end();
        }
        return end;
    }

    private static Reading ask(String content) {
        return TextFormat.read(content) instanceof Understood(ShopAction.Propose proposal)
                ? new Understood(proposal)
                : Arguments.ask(content);
    }

    private static Reading act(String content) {
        Matcher click = CLICK.matcher(content);
        String clicked = "";
        while (click.find()) {
            clicked = click.group(1).strip();
        }
        return clicked.isEmpty() ? TextFormat.read(content) : click(clicked);
    }

    private static Reading click(String clicked) {
        ShopAction button = BUTTONS.get(clicked.toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
        if (button != null) {
            return new Understood(button);
        }
        return SLOT.matcher(clicked).matches() ? Arguments.open(clicked) : Arguments.choose(clicked);
    }

    static String write(ShopAction action) {
        return "Action: " + content(action);
    }

    static String writeTyped(ShopAction action) {
        return switch (action) {
            case ShopAction.Ask(String question) -> typed(ASK, question);
            case ShopAction.Propose proposal -> typed(ASK, TextFormat.write(proposal));
            case ShopAction other -> typed(INTERACT, content(other));
        };
    }

    private static String typed(String type, String content) {
        return "Action_type: " + type + "\nAction_content: " + content;
    }

    private static String content(ShopAction action) {
        return switch (action) {
            case ShopAction.Choose(String value) -> "click[" + value + "]";
            case ShopAction.Buy() -> "click[buy now]";
            case ShopAction.NextPage() -> "click[next >]";
            case ShopAction.PreviousPage() -> "click[< prev]";
            case ShopAction.BackToResults() -> "click[back to search]";
            case ShopAction other -> TextFormat.write(other);
        };
    }

    /** Returns how messages of the shop name a verb. */
    static String name(Verb verb) {
        return switch (verb) {
            case CHOOSE -> "click[]";
            case BUY -> content(new ShopAction.Buy());
            case NEXT -> content(new ShopAction.NextPage());
            case PREVIOUS -> content(new ShopAction.PreviousPage());
            case BACK -> content(new ShopAction.BackToResults());
            case SEARCH, CLICK, ASK, PROPOSE, LEAVE -> verb.word() + "[]";
        };
    }
}
