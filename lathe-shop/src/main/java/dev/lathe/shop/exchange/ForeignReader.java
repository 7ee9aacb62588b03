package dev.lathe.shop.exchange;

import dev.lathe.shop.exchange.ExchangeProduct.Axis;
import dev.lathe.shop.exchange.ExchangeProduct.Request;
import dev.lathe.shop.exchange.ExchangeProduct.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the records of the published simulators; what a record lacks is empty. */
final class ForeignReader {
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:,\\d{3})*(?:\\.\\d+)?");

    private ForeignReader() {}

    static ExchangeProduct webShop(JsonNode node) {
        return new ExchangeProduct(
                text(node, "asin"),
                text(node, "name"),
                "",
                nodes(text(node, "product_category")),
                text(node, "query"),
                prices(node.path("pricing")),
                axes(node.path("customization_options")),
                texts(node.path("attributes")),
                Stream.concat(Stream.of(text(node, "full_description")), texts(node.path("small_description")).stream())
                        .filter(part -> !part.isEmpty())
                        .reduce((one, other) -> one + "\n" + other)
                        .orElse(""),
                List.of(),
                List.of());
    }

    static ExchangeProduct shopSimulator(JsonNode node) {
        List<Request> requests = new ArrayList<>();
        for (JsonNode request : node.path("instructions")) {
            requests.add(new Request(
                    text(request, "instruction"),
                    text(request, "instruction_simple"),
                    texts(request.path("attributes")),
                    texts(request.path("instruction_options"))));
        }
        return new ExchangeProduct(
                text(node, "asin"),
                text(node, "title"),
                text(node, "shop_name"),
                nodes(text(node, "category")),
                text(node, "query"),
                prices(node.path("pricing")),
                axes(node.path("customization_options")),
                texts(node.path("attribute")),
                text(node, "full_description"),
                List.of(),
                requests);
    }

    private static String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isString() || value.isNumber() ? value.asString() : "";
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : list) {
            texts.add(each.asString());
        }
        return texts;
    }

    private static List<String> nodes(String category) {
        return Stream.of(category.split("›", -1))
                .map(String::strip)
                .filter(node -> !node.isEmpty())
                .toList();
    }

    /** Reads {@code "$12.00 - $15.99"}, {@code [12, 15.99]} or one number. */
    private static List<Integer> prices(JsonNode pricing) {
        List<Integer> prices = new ArrayList<>();
        if (pricing.isArray()) {
            pricing.forEach(each -> prices.addAll(prices(each)));
        } else if (pricing.isNumber() || pricing.isString()) {
            NUMBER.matcher(pricing.asString())
                    .results()
                    .map(MatchResult::group)
                    .map(ForeignReader::fen)
                    .forEach(prices::add);
        }
        return prices;
    }

    private static int fen(String number) {
        return new BigDecimal(number.replace(",", "")).movePointRight(2).intValue();
    }

    private static List<Axis> axes(JsonNode options) {
        List<Axis> axes = new ArrayList<>();
        options.properties().forEach(axis -> {
            List<Value> values = new ArrayList<>();
            for (JsonNode value : axis.getValue()) {
                values.add(new Value(text(value, "value").strip(), price(value.path("price"))));
            }
            axes.add(new Axis(axis.getKey(), values));
        });
        return axes;
    }

    private static @Nullable Integer price(JsonNode price) {
        List<Integer> read = prices(price);
        return read.isEmpty() ? null : read.getFirst();
    }
}
