package dev.lathe.shop.exchange;

import dev.lathe.shop.exchange.ExchangeProduct.Axis;
import dev.lathe.shop.exchange.ExchangeProduct.Request;
import dev.lathe.shop.exchange.ExchangeProduct.Value;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the records of the published simulators. Both know prices of single values at most, so combinations are left out. */
final class ForeignWriter {
    private static final JsonMapper JSON = JsonMapper.shared();

    private ForeignWriter() {}

    static ObjectNode webShop(ExchangeProduct product) {
        ObjectNode node = JSON.createObjectNode();
        node.put("asin", product.id());
        node.put("name", product.title());
        node.put(
                "category",
                product.category().isEmpty() ? "" : product.category().getFirst());
        node.put("query", product.query());
        node.put("product_category", String.join(" › ", product.category()));
        node.put("full_description", product.description());
        node.putArray("small_description");
        node.put(
                "pricing",
                product.prices().stream().map(fen -> "$" + money(fen)).collect(Collectors.joining(" - ")));
        node.set("customization_options", options(product.axes()));
        node.set("attributes", strings(product.attributes()));
        return node;
    }

    static ObjectNode shopSimulator(ExchangeProduct product) {
        ObjectNode node = JSON.createObjectNode();
        node.put("asin", product.id());
        node.put("title", product.title());
        node.put("shop_name", product.shop());
        node.put("category", String.join("›", product.category()));
        node.put("query", product.query());
        node.put("product_category", String.join("›", product.category()));
        ArrayNode pricing = node.putArray("pricing");
        product.prices().forEach(fen -> pricing.add(fen / 100.0));
        node.set("customization_options", options(product.axes()));
        node.set("attribute", strings(product.attributes()));
        node.put("full_description", product.description());
        ArrayNode requests = node.putArray("instructions");
        for (Request request : product.requests()) {
            ObjectNode each = requests.addObject();
            each.put("instruction", request.text());
            each.put("instruction_simple", request.simple());
            each.set("attributes", strings(request.attributes()));
            each.set("instruction_options", strings(request.options()));
        }
        return node;
    }

    private static ObjectNode options(List<Axis> axes) {
        ObjectNode options = JSON.createObjectNode();
        for (Axis axis : axes) {
            ArrayNode values = options.putArray(axis.name());
            for (Value value : axis.values()) {
                ObjectNode each = values.addObject().put("value", value.value());
                if (value.price() != null) {
                    each.put("price", value.price() / 100.0);
                }
            }
        }
        return options;
    }

    private static ArrayNode strings(List<String> texts) {
        ArrayNode array = JSON.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static String money(int fen) {
        return String.format(Locale.ROOT, "%d.%02d", fen / 100, fen % 100);
    }
}
