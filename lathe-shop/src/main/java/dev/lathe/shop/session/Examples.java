package dev.lathe.shop.session;

import dev.lathe.shop.ShopAction;
import dev.lathe.shop.action.ActionFormat;

/** Writes the actions of the guide's example in the format of the session. */
record Examples(ActionFormat format) {
    String search(String query, int maxFen) {
        return format.write(new ShopAction.Search(query, maxFen));
    }

    String open(int slot) {
        return format.write(new ShopAction.Open(slot));
    }

    String choose(String value) {
        return format.write(new ShopAction.Choose(value));
    }

    String buy() {
        return format.write(new ShopAction.Buy());
    }

    String turns() {
        return format.write(new ShopAction.NextPage()) + " " + format.write(new ShopAction.PreviousPage());
    }

    String back() {
        return format.write(new ShopAction.BackToResults());
    }
}
