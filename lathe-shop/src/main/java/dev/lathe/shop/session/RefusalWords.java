package dev.lathe.shop.session;

import dev.lathe.shop.Language;
import dev.lathe.shop.action.Reading.Flaw;
import java.util.List;

/** Holds what the shop says in one language when an action cannot be done. */
record RefusalWords(
        String invalid,
        String allowed,
        String noAction,
        String unknownAction,
        String noQuery,
        String badMaximum,
        String badSlot,
        String noValue,
        String noQuestion,
        String noSuchSlot,
        String noResults,
        String noItemOpen,
        String noSuchValue,
        String notAllChosen,
        String lastPage,
        String firstPage,
        String noShopper) {
    static final RefusalWords ENGLISH = new RefusalWords(
            "invalid:",
            "allowed:",
            "no action found",
            "no such action",
            "search needs words",
            "max needs a number",
            "slot must be a number like #1",
            "choose needs a value",
            "ask needs a question",
            "slot must be #1 to #%s",
            "no results are shown",
            "no item is open",
            "value must be one of %s",
            "first choose %s",
            "this is the last page",
            "this is the first page",
            "no shopper is here");
    static final RefusalWords CHINESE = new RefusalWords(
            "无效:",
            "可用:",
            "没有 找到 动作",
            "没有 这个 动作",
            "搜索 需要 词语",
            "上限 需要 数字",
            "编号 必须 是 数字 例如 #1",
            "选择 需要 一个 值",
            "提问 需要 问题",
            "编号 必须 是 #1 到 #%s",
            "没有 结果",
            "没有 打开 商品",
            "值 必须 是 %s",
            "请 先 选择 %s",
            "这 是 最后 一 页",
            "这 是 第一 页",
            "这里 没有 顾客");

    List<String> templates() {
        return List.of(
                invalid,
                allowed,
                noAction,
                unknownAction,
                noQuery,
                badMaximum,
                badSlot,
                noValue,
                noQuestion,
                noSuchSlot,
                noResults,
                noItemOpen,
                noSuchValue,
                notAllChosen,
                lastPage,
                firstPage,
                noShopper);
    }

    String why(Refusal refusal) {
        return switch (refusal) {
            case Refusal.BadForm(Flaw flaw) -> form(flaw);
            case Refusal.NoSuchSlot(int last) -> noSuchSlot.formatted(last);
            case Refusal.NoResults() -> noResults;
            case Refusal.NoItemOpen() -> noItemOpen;
            case Refusal.NoSuchValue(var offered) -> noSuchValue.formatted(String.join(" ", offered));
            case Refusal.NotAllChosen(var missing) -> notAllChosen.formatted(String.join(" ", missing));
            case Refusal.SoldOut() -> soldOut();
            case Refusal.LastPage() -> lastPage;
            case Refusal.FirstPage() -> firstPage;
            case Refusal.NoShopper() -> noShopper;
        };
    }

    /** Only markets run out, so these words are theirs. */
    private String soldOut() {
        return MarketWords.of(equals(CHINESE) ? Language.ZH : Language.EN).gone();
    }

    private String form(Flaw flaw) {
        return switch (flaw) {
            case NO_ACTION -> noAction;
            case UNKNOWN_ACTION -> unknownAction;
            case NO_QUERY -> noQuery;
            case BAD_MAXIMUM -> badMaximum;
            case BAD_SLOT -> badSlot;
            case NO_VALUE -> noValue;
            case NO_QUESTION -> noQuestion;
        };
    }
}
