package dev.lathe.shop.shopper;

import dev.lathe.core.Agent;
import dev.lathe.core.Environment;
import dev.lathe.core.Message;
import dev.lathe.core.StepResult;
import dev.lathe.shop.ShopTask;
import java.util.ArrayList;

/** Plays one episode. */
public final class Episode {
    private Episode() {}

    /** Returns what an agent saw and wrote until the episode ended. */
    public static Demonstration play(Environment<ShopTask> environment, Agent agent, ShopTask task) {
        var conversation = new ArrayList<>(environment.reset(task, 0).messages());
        var turns = new ArrayList<Turn>();
        while (true) {
            String observation = conversation.getLast().content();
            String reply = agent.reply(conversation);
            turns.add(new Turn(observation, reply));
            StepResult result = environment.step(reply);
            if (result.done()) {
                return new Demonstration(task.id(), turns, result.info());
            }
            conversation.add(Message.assistant(reply));
            conversation.addAll(result.observation().messages());
        }
    }
}
