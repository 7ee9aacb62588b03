package dev.lathe.web.wire;

import dev.lathe.shop.action.Verb;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Describes the shop's actions as functions that a model can call. */
public final class ActionTools {
    private record Tool(String type, Function function) {}

    /**
     * Describes one action.
     *
     * @param parameters the JSON schema of its arguments
     */
    public record Function(String name, String description, Schema parameters) {}

    /** Is the JSON schema of an object. */
    public record Schema(
            String type, Map<String, Property> properties, List<String> required, boolean additionalProperties) {
        /** Describes an object that takes nothing else than these. */
        public static Schema of(Map<String, Property> properties, List<String> required) {
            return new Schema("object", properties, required, false);
        }
    }

    /** Is the JSON schema of a value. */
    public record Property(String type, String description) {}

    private static final List<Function> FUNCTIONS = List.of(
            search(),
            one(Verb.CLICK, "Open the result in a slot.", "slot", "integer", "The number behind # on the page."),
            one(Verb.CHOOSE, "Choose an option of the open item.", "value", "string", "Its word on the page."),
            none(Verb.BUY, "Buy the open item; every option must be chosen. This ends the episode."),
            none(Verb.NEXT, "Turn to the next page of results."),
            none(Verb.PREVIOUS, "Turn to the previous page of results."),
            none(Verb.BACK, "Return from the open item to the results."),
            one(Verb.ASK, "Ask the customer, if there is one to ask.", "question", "string", "The question."),
            one(Verb.PROPOSE, "Propose the open item to the customer.", "slot", "integer", "Its slot."),
            none(Verb.LEAVE, "Leave without buying, which is right if nothing fits. This ends the episode."));

    private ActionTools() {}

    /** Returns a function for each action. */
    public static List<Function> functions() {
        return FUNCTIONS;
    }

    /** Returns the functions as the field {@code tools} of OpenAI's API has them. */
    static Map<String, Object> openAi() {
        return Map.of(
                "tools",
                FUNCTIONS.stream()
                        .map(function -> new Tool("function", function))
                        .toList());
    }

    private static Function search() {
        var properties = new LinkedHashMap<String, Property>();
        properties.put("query", new Property("string", "Words, such as brand and kind."));
        properties.put("max_price", new Property("number", "Only products that begin at this price or below."));
        properties.put("brand", new Property("string", "Only products of this brand."));
        properties.put("min_rating", new Property("number", "Only products with this many stars or more, 0 to 5."));
        properties.put("sort", new Property("string", "What comes first: relevance, price, rating or sales."));
        return new Function(Verb.SEARCH.word(), "Search the shop by words.", Schema.of(properties, List.of("query")));
    }

    private static Function one(Verb verb, String description, String name, String type, String what) {
        return new Function(verb.word(), description, Schema.of(Map.of(name, new Property(type, what)), List.of(name)));
    }

    private static Function none(Verb verb, String description) {
        return new Function(verb.word(), description, Schema.of(Map.of(), List.of()));
    }
}
