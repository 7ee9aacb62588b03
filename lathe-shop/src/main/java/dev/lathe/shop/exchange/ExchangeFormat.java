package dev.lathe.shop.exchange;

import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Names a format of product files. */
public enum ExchangeFormat {
    /** One JSON array, with WebShop's keys; prices are texts such as {@code $12.00 - $15.99}. */
    WEBSHOP {
        @Override
        ExchangeProduct read(JsonNode node) {
            return ForeignReader.webShop(node);
        }

        @Override
        String write(ExchangeProduct product) {
            return ForeignWriter.webShop(product).toString();
        }
    },
    /** One object a line, with ShopSimulator's keys; prices are one or two numbers. */
    SHOPSIM {
        @Override
        ExchangeProduct read(JsonNode node) {
            return ForeignReader.shopSimulator(node);
        }

        @Override
        String write(ExchangeProduct product) {
            return ForeignWriter.shopSimulator(product).toString();
        }
    },
    /** One {@link ExchangeProduct} a line. */
    JSONL {
        @Override
        ExchangeProduct read(JsonNode node) {
            return JSON.treeToValue(node, ExchangeProduct.class);
        }

        @Override
        String write(ExchangeProduct product) {
            return JSON.writeValueAsString(product);
        }
    };

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Returns the name on the command line. */
    public String displayName() {
        return name().toLowerCase(Locale.ROOT);
    }

    abstract ExchangeProduct read(JsonNode node);

    abstract String write(ExchangeProduct product);

    /** Returns whether a file is one array, not one object a line. */
    boolean isArray() {
        return this == WEBSHOP;
    }
}
