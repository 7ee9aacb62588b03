package dev.lathe.shop.action;

import dev.lathe.shop.ShopAction;
import dev.lathe.shop.action.Reading.Flaw;
import dev.lathe.shop.action.Reading.Malformed;
import dev.lathe.shop.action.Reading.Understood;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes {@code verb[argument]}. White space inside the brackets is free. */
final class TextFormat {
    private static final Pattern ACTION = Pattern.compile(
            "(?<![A-Za-z])(search|click|choose|buy|next|prev|back|ask|propose|leave)\\s*\\[([^\\[\\]]*)]",
            Pattern.CASE_INSENSITIVE);
    private static final String MAXIMUM = "max";

    private TextFormat() {}

    static Reading read(String reply) {
        Matcher matcher = ACTION.matcher(reply);
        String word = "";
        String argument = "";
        while (matcher.find()) {
            word = matcher.group(1);
            argument = matcher.group(2);
        }
        String found = argument;
        return Verb.of(word).map(verb -> action(verb, found)).orElseGet(() -> new Malformed(Flaw.NO_ACTION));
    }

    private static Reading action(Verb verb, String argument) {
        return switch (verb) {
            case SEARCH -> search(argument);
            case CLICK -> Arguments.open(argument);
            case CHOOSE -> Arguments.choose(argument);
            case BUY -> new Understood(new ShopAction.Buy());
            case NEXT -> new Understood(new ShopAction.NextPage());
            case PREVIOUS -> new Understood(new ShopAction.PreviousPage());
            case BACK -> new Understood(new ShopAction.BackToResults());
            case ASK -> Arguments.ask(argument);
            case PROPOSE -> Arguments.propose(argument);
            case LEAVE -> new Understood(new ShopAction.Leave());
        };
    }

    private static Reading search(String argument) {
        List<String> parts = List.of(argument.split("\\|", -1));
        String maximum = null;
        var filters = new Filters();
        for (String part : parts.subList(1, parts.size())) {
            String filter = part.strip();
            if (filter.toLowerCase(Locale.ROOT).startsWith(MAXIMUM)) {
                maximum = filter.substring(MAXIMUM.length());
            } else if (!filters.read(filter)) {
                return new Malformed(Flaw.BAD_MAXIMUM);
            }
        }
        return Arguments.search(parts.getFirst(), maximum, filters.refinement());
    }

    static String write(ShopAction action) {
        return switch (action) {
            case ShopAction.Search(var query, var max, var refinement) ->
                "search[" + query + (max == null ? "" : " | max " + Amount.text(max)) + Filters.write(refinement) + "]";
            case ShopAction.Open(int slot) -> "click[#" + slot + "]";
            case ShopAction.Choose(String value) -> "choose[" + value + "]";
            case ShopAction.Buy() -> "buy[]";
            case ShopAction.NextPage() -> "next[]";
            case ShopAction.PreviousPage() -> "prev[]";
            case ShopAction.BackToResults() -> "back[]";
            case ShopAction.Ask(String question) -> "ask[" + question + "]";
            case ShopAction.Propose(int slot) -> "propose[#" + slot + "]";
            case ShopAction.Leave() -> "leave[]";
        };
    }
}
