package dev.lathe.web.replay;

import dev.lathe.shop.Language;

/** Holds the words for what errands ask, in one language; {@code %d} is a gap. */
record ErrandWords(String oneShop, String total, String nothingElse, String returns, String answer) {
    private static final ErrandWords ENGLISH =
            new ErrandWords("all from one shop", "total", "nothing else", "order %d returned", "answer");
    private static final ErrandWords CHINESE = new ErrandWords("都是同一家店的", "合计", "没有别的", "退订单 %d", "回答");

    static ErrandWords of(Language language) {
        return switch (language) {
            case EN -> ENGLISH;
            case ZH -> CHINESE;
        };
    }

    String returned(int order) {
        return returns.formatted(order);
    }
}
