package dev.lathe.shop.session;

import dev.lathe.shop.action.ActionFormat;

/** Writes the system message that explains the shop to a language model. */
final class Guide {
    private static final String ENGLISH = """
            You shop for a customer. Find a product that meets every wish in the request, choose its options, and buy it.
            Titles do not tell everything: look-alikes differ in one attribute, option or price. Check the item page, and check \
            the price that is shown once every option is chosen.
            Every reply ends with one action:
            %s  finds products by brand and kind, here only those from 245 or less
            %s  opens result 3 (also from another item)
            %s  chooses an option of the open item
            %s  buys the open item, after every option is chosen
            %s  turn the pages of results;  %s  returns to them
            Example, for "a red norvik kettle in size l for at most 245": first %s then %s then %s then %s and, if the price is \
            245 or less, %s
            You have %d replies. Without a purchase nothing counts.""";
    private static final String CHINESE = """
            你替顾客购物。找到满足每一个要求的商品，选好选项，然后购买。
            标题并不说明一切：相似的商品只在一个属性、选项或价格上不同。请查看商品页，选完所有选项后再核对显示的价格。
            每次回复以一个动作结尾：
            %s  按品牌和种类搜索，这里只要起价不超过 245 的商品
            %s  打开第 3 个结果（在商品页上也可以）
            %s  为打开的商品选择一个选项
            %s  选完所有选项后购买打开的商品
            %s  翻动结果页； %s  回到结果页
            例如要“红色 l 号的 norvik 水壶，不超过 245”：先 %s 再 %s 再 %s 再 %s ，如果价格不超过 245，就 %s
            你有 %d 次回复。没有购买就没有得分。""";

    private Guide() {}

    static String text(ShopSettings settings) {
        ActionFormat format = settings.format();
        return switch (settings.language()) {
            case EN -> fill(ENGLISH, format, "norvik kettle", "red", settings.turnLimit());
            case ZH -> fill(CHINESE, format, "norvik 水壶", "红色", settings.turnLimit());
        };
    }

    private static String fill(String template, ActionFormat format, String query, String color, int turns) {
        var says = new Examples(format);
        String search = says.search(query, 24500);
        return template.formatted(
                search,
                says.open(3),
                says.choose(color),
                says.buy(),
                says.turns(),
                says.back(),
                search,
                says.open(1),
                says.choose(color),
                says.choose("l"),
                says.buy(),
                turns);
    }
}
