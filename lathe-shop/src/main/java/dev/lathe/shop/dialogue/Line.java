package dev.lathe.shop.dialogue;

import dev.lathe.shop.Constraint;
import java.util.List;

/**
 * Holds what the rules decided that a shopper says next.
 *
 * @param act what it does
 * @param facts the wishes that it states, all of which hold at that moment
 * @param slips wishes that it states and corrects in the same breath
 * @param names kinds of wishes that it names without their value
 */
public record Line(Act act, List<Constraint> facts, List<Constraint> slips, List<String> names) {
    /** Names what a shopper does. */
    public enum Act {
        /** Tells facts. */
        TELL,
        /** Takes something back and tells the fact that holds. */
        REVISE,
        /** Does not remember. */
        FORGET,
        /** Answers a question about something that the profile shows. */
        AS_USUAL,
        /** Has no wish about what was asked. */
        NO_MATTER,
        /** Has nothing more to tell. */
        THAT_IS_ALL,
        /** Refuses a proposal because something was not asked yet. */
        NOT_ASKED,
        /** Refuses a proposal because something is wrong. */
        WRONG,
        /** Accepts a proposal. */
        ACCEPT,
        /** Wants to hear no more questions. */
        ENOUGH,
        /** Wants to see no more proposals: to check them is the agent's work. */
        TIRED
    }

    public Line {
        facts = List.copyOf(facts);
        slips = List.copyOf(slips);
        names = List.copyOf(names);
    }

    static Line of(Act act) {
        return new Line(act, List.of(), List.of(), List.of());
    }

    static Line telling(List<Constraint> facts) {
        return new Line(Act.TELL, facts, List.of(), List.of());
    }

    static Line naming(Act act, List<String> names) {
        return new Line(act, List.of(), List.of(), names);
    }
}
