package dev.lathe.shop.shopper;

import dev.lathe.shop.ShopAction;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.WishReader;
import dev.lathe.shop.World;
import dev.lathe.shop.dialogue.Kinds;
import dev.lathe.shop.dialogue.Line;
import dev.lathe.shop.dialogue.Shopper;
import dev.lathe.shop.dialogue.ShopperAudit;
import dev.lathe.shop.session.ReplayStep;
import java.util.List;

/** Listens to the shopper of an episode that was played again, and counts its errors. */
final class TalkAudit {
    private final World world;
    private final Shopper shopper;
    private final ShopTask task;
    private final ShopperAudit audit;
    private boolean ended;

    private TalkAudit(World world, Shopper shopper, WishReader reader, ShopTask task) {
        this.world = world;
        this.shopper = shopper;
        this.task = task;
        this.audit = new ShopperAudit(new Kinds(world, task.language(), reader), reader, task);
    }

    /**
     * Counts.
     *
     * @param shopper knows what it means to say; what it said is in the steps
     */
    static ShopperAudit.Errors of(
            World world, Shopper shopper, WishReader reader, ShopTask task, List<ReplayStep> steps) {
        var talk = new TalkAudit(world, shopper, reader, task);
        steps.stream().filter(step -> step.refusal().isEmpty()).forEach(talk::hear);
        return talk.audit.errors(talk.ended);
    }

    private void hear(ReplayStep step) {
        if (step.action() instanceof ShopAction.Ask(String question)) {
            audit.answer(question, said(step, shopper.ask(task, step.before().talk(), question)));
        } else if (step.action() instanceof ShopAction.Propose) {
            step.open(world)
                    .ifPresent(item -> audit.verdict(
                            said(step, shopper.propose(task, step.before().talk(), item))));
        }
    }

    /** Puts what was said in the place of what would be said now. */
    private Shopper.Reply said(ReplayStep step, Shopper.Reply meant) {
        Line.Act act = meant.line().act();
        ended |= act == Line.Act.THAT_IS_ALL || act == Line.Act.ACCEPT;
        return new Shopper.Reply(meant.talk(), meant.line(), step.answer());
    }
}
