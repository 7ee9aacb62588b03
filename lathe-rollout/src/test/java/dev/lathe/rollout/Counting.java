package dev.lathe.rollout;

import dev.lathe.core.Environment;
import dev.lathe.core.Message;
import dev.lathe.core.Metrics;
import dev.lathe.core.Observation;
import dev.lathe.core.StepResult;
import dev.lathe.core.Task;
import java.util.List;
import java.util.Random;

/** Takes a number of replies, each answered by a letter, and reports how many letters it was told in all. */
final class Counting implements Environment<Counting.Game> {
    /**
     * @param id names the game
     * @param turns how many replies it takes
     * @param truncates whether it ends by a limit
     * @param breaks the turn at which it throws, from 1 on; 0 at reset; -1 never
     */
    record Game(String id, int turns, boolean truncates, int breaks) implements Task {
        static Game of(String id, int turns) {
            return new Game(id, turns, false, -1);
        }
    }

    private final Random delays;
    private final int longestDelay;
    private Game game = Game.of("none", 0);
    private int turn;
    private int letters;

    /** Pauses before each answer for a random time below {@code longestDelay} milliseconds. */
    Counting(long delays, int longestDelay) {
        this.delays = new Random(delays);
        this.longestDelay = longestDelay;
    }

    @Override
    public Observation reset(Game newGame, long seed) {
        game = newGame;
        breakAt(0);
        return new Observation(List.of(Message.system("count"), Message.user(game.id())));
    }

    @Override
    public StepResult step(String action) {
        pause();
        turn++;
        breakAt(turn);
        letters += action.length();
        boolean done = turn == game.turns();
        Observation answer = done ? Observation.NONE : Observation.user(Character.toString('a' + turn));
        return new StepResult(
                answer,
                action.length(),
                done && !game.truncates(),
                done && game.truncates(),
                done ? Metrics.of("letters", letters) : Metrics.NONE);
    }

    private void breakAt(int place) {
        if (game.breaks() == place) {
            throw new IllegalArgumentException("the shelf collapsed");
        }
    }

    private void pause() {
        if (longestDelay > 0) {
            try {
                Thread.sleep(delays.nextInt(longestDelay));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {}
}
