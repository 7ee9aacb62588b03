package dev.lathe.shop.action;

import dev.lathe.shop.Refinement;
import dev.lathe.shop.ShopAction;
import dev.lathe.shop.action.Reading.Flaw;
import dev.lathe.shop.action.Reading.Malformed;
import dev.lathe.shop.action.Reading.Understood;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes one JSON object an action, such as {@code {"action":"search","query":"norvik kettle","max_price":245}}. */
final class JsonFormat {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final ObjectReader READER =
            MAPPER.readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Bounds the work on a reply that is full of braces. */
    private static final int BRACES_TRIED = 64;

    private JsonFormat() {}

    static Reading read(String reply) {
        int brace = reply.lastIndexOf('{');
        for (int tried = 0; brace >= 0 && tried < BRACES_TRIED; tried++) {
            JsonNode node = objectWithAction(reply.substring(brace));
            if (node != null) {
                return action(node);
            }
            brace = brace == 0 ? -1 : reply.lastIndexOf('{', brace - 1);
        }
        return new Malformed(Flaw.NO_ACTION);
    }

    private static @Nullable JsonNode objectWithAction(String text) {
        try {
            JsonNode node = READER.readValue(text);
            return node.isObject() && node.path("action").isString() ? node : null;
        } catch (JacksonException notJson) {
            return null;
        }
    }

    private static Reading action(JsonNode node) {
        return Verb.of(node.path("action").asString())
                .map(verb -> action(verb, node))
                .orElseGet(() -> new Malformed(Flaw.UNKNOWN_ACTION));
    }

    private static Reading action(Verb verb, JsonNode node) {
        return switch (verb) {
            case SEARCH -> search(node);
            case CLICK -> Arguments.open(text(node, "slot"));
            case CHOOSE -> Arguments.choose(text(node, "value"));
            case BUY -> new Understood(new ShopAction.Buy());
            case NEXT -> new Understood(new ShopAction.NextPage());
            case PREVIOUS -> new Understood(new ShopAction.PreviousPage());
            case BACK -> new Understood(new ShopAction.BackToResults());
            case ASK -> Arguments.ask(text(node, "question"));
            case PROPOSE -> Arguments.propose(text(node, "slot"));
            case LEAVE -> new Understood(new ShopAction.Leave());
        };
    }

    private static Reading search(JsonNode node) {
        var filters = new Filters();
        boolean good = (!node.hasNonNull("brand") || filters.brand(text(node, "brand")))
                && (!node.hasNonNull("min_rating") || filters.rating(text(node, "min_rating")))
                && (!node.hasNonNull("sort") || filters.order(text(node, "sort")));
        return good
                ? Arguments.search(
                        text(node, "query"),
                        node.hasNonNull("max_price") ? text(node, "max_price") : null,
                        filters.refinement())
                : new Malformed(Flaw.BAD_MAXIMUM);
    }

    /** Returns a string or a number as text, anything else as the empty text. */
    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() || value.isNumber() ? value.asString() : "";
    }

    static String write(ShopAction action) {
        return switch (action) {
            case ShopAction.Search search -> search(search).toString();
            case ShopAction.Open(int slot) ->
                object(Verb.CLICK).put("slot", slot).toString();
            case ShopAction.Choose(String value) ->
                object(Verb.CHOOSE).put("value", value).toString();
            case ShopAction.Buy() -> object(Verb.BUY).toString();
            case ShopAction.NextPage() -> object(Verb.NEXT).toString();
            case ShopAction.PreviousPage() -> object(Verb.PREVIOUS).toString();
            case ShopAction.BackToResults() -> object(Verb.BACK).toString();
            case ShopAction.Ask(String question) ->
                object(Verb.ASK).put("question", question).toString();
            case ShopAction.Propose(int slot) ->
                object(Verb.PROPOSE).put("slot", slot).toString();
            case ShopAction.Leave() -> object(Verb.LEAVE).toString();
        };
    }

    private static ObjectNode search(ShopAction.Search search) {
        ObjectNode node = object(Verb.SEARCH).put("query", search.query());
        Integer maxFen = search.maxFen();
        if (maxFen != null && maxFen % 100 == 0) {
            node.put("max_price", maxFen / 100);
        } else if (maxFen != null) {
            node.put("max_price", maxFen / 100.0);
        }
        Refinement refinement = search.refinement();
        if (refinement.brand() != null) {
            node.put("brand", refinement.brand());
        }
        if (refinement.leastRating() != null) {
            node.put("min_rating", refinement.leastRating() / 10.0);
        }
        if (refinement.order() != Refinement.Order.RELEVANCE) {
            node.put("sort", refinement.order().name().toLowerCase(Locale.ROOT));
        }
        return node;
    }

    private static ObjectNode object(Verb verb) {
        return MAPPER.createObjectNode().put("action", verb.word());
    }
}
