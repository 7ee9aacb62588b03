package dev.lathe.shop.desk;

import dev.lathe.shop.Language;
import dev.lathe.shop.desk.PastOrder.Status;

/** Holds the words of errands in one language; {@code %s} and {@code %d} are gaps. */
record DeskWords(
        String cart,
        String empty,
        String shipping,
        String voucher,
        String off,
        String total,
        String added,
        String removed,
        String order,
        String returned,
        String notReturnable,
        String invalid,
        String packed,
        String shipped,
        String delivered,
        String cancelled,
        String daysAgo,
        String bundle,
        String item,
        String budget,
        String fixCart,
        String substitute,
        String wantsReturn,
        String wantsStatus) {
    private static final DeskWords ENGLISH = new DeskWords(
            "cart",
            "the cart is empty",
            "shipping",
            "voucher",
            "%s off from %s",
            "total",
            "added",
            "removed",
            "order",
            "returned order %d",
            "order %d can not be returned",
            "invalid:",
            "packed",
            "shipped",
            "delivered",
            "cancelled",
            "%d days ago",
            "i need %d things, and all of them from one shop.",
            "thing %d:",
            "with shipping and after a voucher i can pay %s in total, not more.",
            "take the %s out of my cart and check out what is left.",
            "order %d was cancelled, because it is sold out. find something else of the same kind, brand and options for at"
                    + " most %s, and buy it.",
            "please return order %d if the rules allow it; they allow %d days after delivery.",
            "how far is order %d? answer with its status.");
    private static final DeskWords CHINESE = new DeskWords(
            "购物车",
            "购物车是空的",
            "运费",
            "优惠券",
            "满%2$s减%1$s",
            "合计",
            "已加入",
            "已移除",
            "订单",
            "已退订单 %d",
            "订单 %d 不能退",
            "无效:",
            "已打包",
            "已发货",
            "已送达",
            "已取消",
            "%d 天前",
            "我要 %d 样东西，都要同一家店的。",
            "第 %d 样：",
            "加上运费、用券以后，一共最多付 %s 元。",
            "把购物车里的%s拿掉，剩下的结账。",
            "订单 %d 卖完了，被取消了。找一件别的，种类、牌子和选项都一样，最多 %s 元，买下来。",
            "如果规定允许，请把订单 %d 退掉；规定是送达后 %d 天内。",
            "订单 %d 到哪一步了？请回答它的状态。");

    static DeskWords of(Language language) {
        return switch (language) {
            case EN -> ENGLISH;
            case ZH -> CHINESE;
        };
    }

    String status(Status status) {
        return switch (status) {
            case PACKED -> packed;
            case SHIPPED -> shipped;
            case DELIVERED -> delivered;
            case CANCELLED -> cancelled;
        };
    }
}
