package dev.lathe.shop.dialogue;

import dev.lathe.core.Seeds;
import dev.lathe.shop.Constraint;
import dev.lathe.shop.Purchase;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.Source;
import dev.lathe.shop.Temper;
import dev.lathe.shop.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Decides what a shopper says: a pure function of the task, the talk so far, and what the agent asks or proposes. It tells a wish only
 * when asked for it or for what else matters, never names the value of a wish that it refuses for, and takes back what does not hold
 * before it says that this is all and before it accepts.
 */
final class Rules {
    private static final int PER_ANSWER = 2;
    private static final int FEN = 100;

    /** Wrong proposals that a shopper judges: an agent cannot have its work done by proposing everything. */
    private static final int MOST_MISTAKES = 1;

    private final ShopTask task;
    private final Temper temper;
    private final Decoys decoys;

    /**
     * Holds a talk that went on, and what may be said.
     *
     * @param lines all leave the talk alike; the first is said unless somebody chooses
     */
    record Said(Talk talk, List<Line> lines) {
        Said(Talk talk, Line line) {
            this(talk, List.of(line));
        }
    }

    Rules(ShopTask task, Decoys decoys) {
        this.task = task;
        this.temper = Objects.requireNonNull(task.disclosure().temper(), "the task has no shopper");
        this.decoys = decoys;
    }

    /**
     * Answers a question.
     *
     * @param kinds what it is about; empty for what else matters
     */
    Said ask(Talk before, Set<String> kinds) {
        Talk talk = before.asked();
        if (talk.decoy() >= 0) {
            return revision(talk);
        }
        if (temper == Temper.FORGETFUL && !talk.forgot() && !untold(talk).isEmpty()) {
            return new Said(talk.forgetting(), Line.of(Line.Act.FORGET));
        }
        if (temper == Temper.IMPATIENT && talk.questions() > 1) {
            List<Integer> left = untold(talk);
            return left.isEmpty() ? new Said(talk, Line.of(Line.Act.ENOUGH)) : tell(talk, left);
        }
        return kinds.isEmpty() ? general(talk) : specific(talk, kinds);
    }

    private Said general(Talk talk) {
        List<Integer> left = untold(talk);
        if (left.isEmpty()) {
            return new Said(talk, List.of(Line.of(Line.Act.THAT_IS_ALL), Line.of(Line.Act.ENOUGH)));
        }
        int most = temper == Temper.TERSE ? 1 : PER_ANSWER;
        return tell(talk, left.subList(0, Math.min(most, left.size())));
    }

    private Said specific(Talk talk, Set<String> kinds) {
        List<Integer> asked = new ArrayList<>();
        boolean usual = false;
        for (int place = 0; place < task.constraints().size(); place++) {
            if (kinds.contains(Kinds.of(task.constraints().get(place)))) {
                boolean inProfile = task.disclosure().source(place) == Source.PROFILE;
                usual |= inProfile;
                if (!inProfile) {
                    asked.add(place);
                }
            }
        }
        if (asked.isEmpty()) {
            return new Said(talk, Line.of(usual ? Line.Act.AS_USUAL : Line.Act.NO_MATTER));
        }
        int most = temper == Temper.TERSE ? 1 : asked.size();
        // What was not told yet comes first, so that a terse shopper ends.
        asked.sort(Comparator.comparing(talk::has));
        return tell(talk, asked.subList(0, most));
    }

    /** Tells wishes; the first that a temper misleads about is told wrongly, in the same breath or until later. */
    private Said tell(Talk talk, List<Integer> places) {
        Talk after = talk;
        List<Constraint> facts = new ArrayList<>();
        List<Constraint> slips = new ArrayList<>();
        for (int place : places) {
            Constraint truth = task.constraints().get(place);
            boolean first = task.disclosure().source(place) == Source.ASKED && !after.has(place) && !after.revised();
            Constraint decoy = first ? decoys.of(truth, random(place)) : truth;
            if (decoy.equals(truth)) {
                facts.add(truth);
            } else if (temper == Temper.SELF_CORRECTING && slips.isEmpty()) {
                slips.add(decoy);
                facts.add(truth);
            } else if (misleads(truth) && after.decoy() < 0) {
                facts.add(decoy);
                after = after.misleading(place);
            } else {
                facts.add(truth);
            }
            after = after.tell(place);
        }
        return new Said(after, new Line(Line.Act.TELL, facts, slips, List.of()));
    }

    private boolean misleads(Constraint truth) {
        return switch (temper) {
            case MIND_CHANGING -> !(truth instanceof Constraint.PriceAtMost);
            case FLEXIBLE_BUDGET -> truth instanceof Constraint.PriceAtMost;
            default -> false;
        };
    }

    private Said revision(Talk talk) {
        Constraint truth = task.constraints().get(talk.decoy());
        return new Said(talk.takingBack(), new Line(Line.Act.REVISE, List.of(truth), List.of(), List.of()));
    }

    /** Judges a proposal. */
    Said propose(Talk before, Purchase purchase, Kinds kinds) {
        if (before.decoy() >= 0) {
            return revision(before.proposed(Talk.Verdict.REFUSED));
        }
        List<Line> missing = naming(Line.Act.NOT_ASKED, untold(before), kinds);
        if (!missing.isEmpty()) {
            return new Said(before.proposed(Talk.Verdict.REFUSED), missing);
        }
        if (before.mistakes() >= MOST_MISTAKES) {
            return new Said(before.proposed(Talk.Verdict.REFUSED), Line.of(Line.Act.TIRED));
        }
        List<Integer> broken = new ArrayList<>();
        for (int place = 0; place < task.constraints().size(); place++) {
            if (!purchase.meets(task.constraints().get(place))) {
                broken.add(place);
            }
        }
        if (broken.isEmpty()) {
            return new Said(before.proposed(Talk.Verdict.ACCEPTED), Line.of(Line.Act.ACCEPT));
        }
        List<Line> lines = new ArrayList<>(naming(Line.Act.WRONG, broken, kinds));
        lines.add(Line.of(Line.Act.TIRED));
        return new Said(before.proposed(Talk.Verdict.REFUSED).mistaken(), lines);
    }

    /** Returns a line for each kind of some wishes, which names that kind. */
    private List<Line> naming(Line.Act act, List<Integer> places, Kinds kinds) {
        return places.stream()
                .map(place -> kinds.name(task.constraints().get(place)))
                .distinct()
                .map(name -> Line.naming(act, List.of(name)))
                .toList();
    }

    /** Returns the places of the wishes that are told when asked and were not yet. */
    private List<Integer> untold(Talk talk) {
        List<Integer> left = new ArrayList<>();
        for (int place = 0; place < task.constraints().size(); place++) {
            if (task.disclosure().source(place) == Source.ASKED && !talk.has(place)) {
                left.add(place);
            }
        }
        return left;
    }

    private SplittableRandom random(int place) {
        return new SplittableRandom(Seeds.of(task.disclosure().seed(), place));
    }

    /** Finds another value for a wish, or returns the wish itself where there is none. */
    interface Decoys {
        Constraint of(Constraint truth, SplittableRandom random);
    }

    /** Returns decoys of a world: other values of the same property, and a lower ceiling. */
    static Decoys decoys(World world) {
        return (truth, random) -> switch (truth) {
            case Constraint.OptionIs(String axis, String value) ->
                new Constraint.OptionIs(axis, world.axis(axis).other(List.of(value), random));
            case Constraint.PriceAtMost(int fen) ->
                new Constraint.PriceAtMost(Math.max(FEN, fen - (5 + random.nextInt(40)) * FEN));
            case Constraint same -> same;
        };
    }
}
