package dev.lathe.shop.session;

import dev.lathe.shop.Hashes;
import dev.lathe.shop.Refinement;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.dialogue.Talk;
import dev.lathe.shop.session.Page.Item;
import dev.lathe.shop.session.Page.Results;
import dev.lathe.shop.session.Page.Start;
import java.util.TreeMap;

/** Hashes a state with all that its future depends on. Every field is written with its length, so that no two states run together. */
final class StateHash {
    private final StringBuilder text = new StringBuilder();

    private StateHash() {}

    /** Returns the SHA-256 of a state in a shop, in hexadecimal digits. */
    static String of(String catalogueHash, ShopSettings settings, ShopState state) {
        var hash = new StateHash();
        hash.add(catalogueHash).add(settings).add(state.done());
        hash.add(state.counts()).add(new TreeMap<>(state.stated()));
        hash.task(state.task());
        hash.page(state.page());
        if (!state.talk().equals(Talk.NONE)) {
            hash.add(state.talk());
        }
        return Hashes.sha256(hash.text.toString());
    }

    private void task(ShopTask task) {
        add(task.id()).add(task.instruction()).add(task.constraints().size());
        task.constraints().forEach(this::add);
    }

    /** The hits follow from the words and the filter. */
    private void page(Page page) {
        switch (page) {
            case Start() -> add("start");
            case Results results -> results(results);
            case Item item -> {
                add("item").add(item.slot()).add(item.choices());
                results(item.results());
            }
        }
    }

    private void results(Results results) {
        add("results")
                .add(results.query())
                .add(String.valueOf(results.maxFen()))
                .add(results.number());
        if (!results.refinement().equals(Refinement.NONE)) {
            add(results.refinement());
        }
    }

    private StateHash add(Object value) {
        String written = value.toString();
        text.append(written.length()).append(':').append(written);
        return this;
    }
}
