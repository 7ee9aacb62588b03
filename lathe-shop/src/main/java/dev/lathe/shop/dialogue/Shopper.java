package dev.lathe.shop.dialogue;

import dev.lathe.shop.Language;
import dev.lathe.shop.Purchase;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.WishReader;
import dev.lathe.shop.World;
import java.util.Set;

/** Talks with an agent about one language's tasks. It keeps nothing: what was said is in the {@link Talk}. Many threads may use it. */
public final class Shopper {
    private final Kinds kinds;
    private final Rules.Decoys decoys;
    private final Voice voice;

    /** Holds what a shopper says, and how far the talk has come with it. */
    public record Reply(Talk talk, Line line, String text) {}

    /**
     * Makes a shopper.
     *
     * @param reader understands what questions are about
     */
    public Shopper(World world, Language language, WishReader reader, Voice voice) {
        this.kinds = new Kinds(world, language, reader);
        this.decoys = Rules.decoys(world);
        this.voice = voice;
    }

    /** Answers a question of the agent. */
    public Reply ask(ShopTask task, Talk talk, String question) {
        Set<String> about = kinds.in(question);
        Rules.Said said = new Rules(task, decoys).ask(talk, about);
        return reply(said, new Occasion(task, talk, question, null, said.lines()));
    }

    /** Judges what the agent proposes to buy. */
    public Reply propose(ShopTask task, Talk talk, Purchase purchase) {
        Rules.Said said = new Rules(task, decoys).propose(talk, purchase, kinds);
        return reply(said, new Occasion(task, talk, null, purchase, said.lines()));
    }

    private Reply reply(Rules.Said said, Occasion occasion) {
        Spoken spoken = voice.answer(occasion);
        return new Reply(said.talk(), spoken.line(), spoken.text());
    }
}
