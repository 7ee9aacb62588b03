package dev.lathe.shop.session;

import dev.lathe.shop.Language;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds the words of pages in one language that are not the catalogue's. Words are separated by one space; a label ends in a colon
 * on a page and in an equals sign in a shopper's plan.
 */
public record PageWords(
        String results,
        String page,
        String of,
        String pagesEnd,
        String noResults,
        String item,
        String from,
        String price,
        String kind,
        String brand,
        RefusalWords refusal) {
    private static final PageWords ENGLISH = new PageWords(
            "results", "page", "of", "", "no results", "item", "from", "price", "kind", "brand", RefusalWords.ENGLISH);
    private static final PageWords CHINESE =
            new PageWords("结果", "第", "页 共", "页", "没有 结果", "商品", "起价", "价格", "种类", "品牌", RefusalWords.CHINESE);

    public static PageWords of(Language language) {
        return switch (language) {
            case EN -> ENGLISH;
            case ZH -> CHINESE;
        };
    }

    /** Returns every single word that pages can hold beside those of the catalogue, without labels and numbers. */
    public List<String> all() {
        return Stream.concat(
                        Stream.of(results, page, of, pagesEnd, noResults, item, from), refusal.templates().stream())
                .flatMap(text -> Stream.of(text.split("\\s+")))
                .filter(word -> !word.isEmpty() && !word.contains("%"))
                .distinct()
                .toList();
    }
}
