package dev.lathe.web.session;

import dev.lathe.core.Message;
import dev.lathe.core.SnapshotEnvironment;
import dev.lathe.core.StepResult;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.desk.DeskEnvironment;
import dev.lathe.shop.desk.DeskState;
import dev.lathe.shop.desk.DeskTask;
import dev.lathe.shop.session.Screen;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopSettings;
import dev.lathe.shop.session.ShopState;
import java.util.List;

/** Is what one session plays: a task, and the environment that it is played in. The task tells the goal, which agents must not see. */
public sealed interface Seat {
    String task();

    /** Returns the hash of all that the task says. */
    String taskHash();

    String instruction();

    ShopSettings settings();

    /** Begins the episode, and returns what the agent is told first. */
    List<Message> begin();

    SnapshotEnvironment<?, ?> environment();

    default StepResult step(String reply) {
        return environment().step(reply);
    }

    /** Returns why the last action could not be done, as a code; empty if it could. */
    String refusal();

    /** Returns what is on the screen of the shop, also after the end. */
    Screen screen();

    default String stateHash() {
        return environment().stateHash();
    }

    Memory remember();

    /**
     * Returns to a state.
     *
     * @param memory of this seat, or of one that {@link #beside} made
     */
    void recall(Memory memory);

    /** Returns another seat at the same task. */
    Seat beside();

    /** Is a state that can be returned to. */
    sealed interface Memory {
        /** A state of the shop. */
        record OfShop(ShopState state) implements Memory {}

        /** A state of an errand. */
        record OfDesk(DeskState state) implements Memory {}
    }

    /** A purchase. */
    record InShop(ShopFloor floor, ShopSettings settings, ShopTask wanted, ShopEnvironment environment)
            implements Seat {
        public static Seat of(ShopFloor floor, ShopSettings settings, ShopTask wanted) {
            return new InShop(floor, settings, wanted, floor.environment(settings));
        }

        @Override
        public String task() {
            return wanted.id();
        }

        @Override
        public String taskHash() {
            return wanted.hash();
        }

        @Override
        public String instruction() {
            return wanted.instruction();
        }

        @Override
        public List<Message> begin() {
            return environment.reset(wanted, 0).messages();
        }

        @Override
        public String refusal() {
            return environment.refusal();
        }

        @Override
        public Screen screen() {
            return environment.screen();
        }

        @Override
        public Memory remember() {
            return new Memory.OfShop(environment.snapshot());
        }

        @Override
        public void recall(Memory memory) {
            if (memory instanceof Memory.OfShop(ShopState state)) {
                environment.restore(state);
            }
        }

        @Override
        public Seat beside() {
            return of(floor, settings, wanted);
        }
    }

    /** An errand. */
    record AtDesk(ShopFloor floor, ShopSettings settings, DeskTask errand, DeskEnvironment environment)
            implements Seat {
        public static Seat of(ShopFloor floor, ShopSettings settings, DeskTask errand) {
            return new AtDesk(floor, settings, errand, new DeskEnvironment(floor.shop(), settings));
        }

        @Override
        public String task() {
            return errand.id();
        }

        @Override
        public String taskHash() {
            return errand.hash();
        }

        @Override
        public String instruction() {
            return errand.instruction();
        }

        @Override
        public List<Message> begin() {
            return environment.reset(errand, 0).messages();
        }

        @Override
        public String refusal() {
            return environment.refusal();
        }

        @Override
        public Screen screen() {
            return environment.screen().shop();
        }

        @Override
        public Memory remember() {
            return new Memory.OfDesk(environment.snapshot());
        }

        @Override
        public void recall(Memory memory) {
            if (memory instanceof Memory.OfDesk(DeskState state)) {
                environment.restore(state);
            }
        }

        @Override
        public Seat beside() {
            return of(floor, settings, errand);
        }
    }
}
