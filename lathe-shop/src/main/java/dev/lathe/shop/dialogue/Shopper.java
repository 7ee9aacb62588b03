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
        return reply(task, talk, new Rules(task, decoys).ask(talk, about));
    }

    /** Judges what the agent proposes to buy. */
    public Reply propose(ShopTask task, Talk talk, Purchase purchase) {
        return reply(task, talk, new Rules(task, decoys).propose(talk, purchase, kinds));
    }

    private Reply reply(ShopTask task, Talk before, Rules.Said said) {
        return new Reply(
                said.talk(), said.line(), voice.say(task, said.line(), before.questions() + before.proposals()));
    }
}
