package dev.lathe.web.replay;

import dev.lathe.core.DisplayName;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.score.McNemar;
import dev.lathe.shop.score.SuccessBootstrap;
import dev.lathe.shop.score.SuccessBootstrap.Results;
import dev.lathe.train.recipe.EnvironmentRecipe.ShopReward;
import dev.lathe.train.report.Question.Contest;
import dev.lathe.train.run.Evaluation.Decoding;
import dev.lathe.train.run.Stage;
import dev.lathe.web.replay.ResultRun.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares runs two by two, by each decoding; those that differ in their seed alone also together. */
final class RunContests {
    private static final double CONFIDENCE = 0.95;
    private static final List<Decoding> DECODINGS = List.of(Decoding.SAMPLED, Decoding.GREEDY);

    private final List<ResultRun> runs;

    RunContests(List<ResultRun> runs) {
        this.runs = runs;
    }

    /** Says whether a run is to be compared with another of the same seed and language. */
    interface Pairing {
        boolean holds(ResultRun one, ResultRun other);
    }

    /**
     * Holds one side: a run at one point of its training.
     *
     * @param sort what it is, whatever its seed
     * @param digits 1 for each task that succeeded, 0 for each other
     */
    private record Side(ResultRun run, String sort, String name, String digits) {
        static Side atTheEnd(ResultRun run, Decoding decoding) {
            return new Side(run, RunContests.sort(run), run.name(), run.last(decoding));
        }

        double[] successes() {
            return digits.chars().mapToDouble(digit -> digit == '1' ? 1 : 0).toArray();
        }

        List<ShopTask> tasks() {
            return run.tasks().subList(0, digits.length());
        }
    }

    private record Pair(Side first, Side second, Decoding decoding) {
        boolean isWhole() {
            return !first.digits().isEmpty() && !second.digits().isEmpty();
        }

        /** Says what both are, whatever their seeds: pairs of one sort are compared together. */
        List<Object> sort() {
            return List.of(
                    first.sort(),
                    second.sort(),
                    first.digits().length(),
                    second.digits().length(),
                    decoding);
        }

        /** Returns whether both wish the same in the same places, however it is disclosed. */
        boolean isPaired() {
            List<ShopTask> ones = first.tasks();
            List<ShopTask> others = second.tasks();
            if (ones.size() != others.size()) {
                return false;
            }
            for (int i = 0; i < ones.size(); i++) {
                if (ones.get(i).target() != others.get(i).target()
                        || !ones.get(i).constraints().equals(others.get(i).constraints())) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Compares each run with itself before reinforcement learning. */
    List<Contest> beforeAndAfter() {
        List<Pair> pairs = new ArrayList<>();
        for (Decoding decoding : DECODINGS) {
            for (ResultRun run : runs) {
                if (run.kind() == Kind.MAIN) {
                    Side before = new Side(run, "before", "before", run.successes(Stage.SFT, decoding));
                    pairs.add(new Pair(Side.atTheEnd(run, decoding), before, decoding));
                }
            }
        }
        return contests(pairs);
    }

    /** Compares each run with those it is to be compared with. */
    List<Contest> of(Pairing pairing) {
        List<Pair> pairs = new ArrayList<>();
        for (Decoding decoding : DECODINGS) {
            for (ResultRun one : runs) {
                for (ResultRun other : runs) {
                    if (isAlike(one, other) && pairing.holds(one, other)) {
                        pairs.add(new Pair(Side.atTheEnd(one, decoding), Side.atTheEnd(other, decoding), decoding));
                    }
                }
            }
        }
        return contests(pairs);
    }

    private static boolean isAlike(ResultRun one, ResultRun other) {
        return one.seed() == other.seed()
                && one.shop().language() == other.shop().language();
    }

    private static List<Contest> contests(List<Pair> pairs) {
        Map<List<Object>, List<Pair>> sorts = new LinkedHashMap<>();
        pairs.stream()
                .filter(Pair::isWhole)
                .forEach(pair -> sorts.computeIfAbsent(pair.sort(), sort -> new ArrayList<>())
                        .add(pair));
        List<Contest> contests = new ArrayList<>();
        for (List<Pair> sort : sorts.values()) {
            if (sort.size() > 1) {
                contests.add(together(sort));
            }
            sort.forEach(pair -> contests.add(alone(pair)));
        }
        return contests;
    }

    private static Contest alone(Pair pair) {
        double[] first = pair.first().successes();
        double[] second = pair.second().successes();
        boolean paired = pair.isPaired();
        return new Contest(
                pair.first().name(),
                pair.second().name(),
                pair.decoding(),
                1,
                first.length,
                paired,
                SuccessBootstrap.of(
                        new Results(List.of(first), List.of(second), paired),
                        CONFIDENCE,
                        pair.first().run().seed()),
                paired ? McNemar.of(right(first), right(second)).probability() : null);
    }

    private static Contest together(List<Pair> seeds) {
        Pair some = seeds.getFirst();
        boolean paired = seeds.stream().allMatch(Pair::isPaired);
        var results = new Results(
                seeds.stream().map(pair -> pair.first().successes()).toList(),
                seeds.stream().map(pair -> pair.second().successes()).toList(),
                paired);
        return new Contest(
                some.first().sort(),
                some.second().sort(),
                some.decoding(),
                seeds.size(),
                some.first().digits().length(),
                paired,
                SuccessBootstrap.of(results, CONFIDENCE, 0),
                null);
    }

    private static boolean[] right(double[] successes) {
        boolean[] right = new boolean[successes.length];
        for (int i = 0; i < right.length; i++) {
            right[i] = successes[i] == 1;
        }
        return right;
    }

    private static String sort(ResultRun run) {
        StringBuilder sort = new StringBuilder(
                run.shop().scenario() == null ? "plain" : name(run.shop().scenario()));
        sort.append(", ").append(name(run.shop().language()));
        if (run.shop().reward() != ShopReward.STRICT) {
            sort.append(", ").append(name(run.shop().reward())).append(" reward");
        }
        switch (run.kind()) {
            case MAIN -> {}
            case SFT_CONTINUED -> sort.append(", SFT continued");
            case SHUFFLED -> sort.append(", shuffled rewards");
        }
        return sort.toString();
    }

    /** Says a choice as people write it. */
    static String name(@Nullable Enum<?> choice) {
        return choice == null ? "plain" : DisplayName.of(choice);
    }
}
