package dev.lathe.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.algorithm.PolicyGolden.Attempt;
import dev.lathe.algorithm.Trial.Item;
import dev.lathe.algorithm.Trial.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds that nothing but speed depends on how samples are split, packed, padded and ordered. */
class InvarianceTests {
    private static final PolicyGolden GOLDEN = PolicyGolden.load();

    static Stream<String> algorithms() {
        return Stream.concat(Algorithms.names().stream(), Stream.of("ipa-mixture", "decoupled", "filter-chunk"));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void staysTheSameHoweverTheBatchIsSplitAndPacked(String name) {
        Trial whole = Trial.of(GOLDEN, name);
        Outcome expected = whole.run();
        int samples = whole.items().size();
        for (int parts : new int[] {2, 3, samples}) {
            double loss = 0;
            List<double[]> gradients = new ArrayList<>();
            for (int part = 0; part < parts; part++) {
                List<Item> share = whole.items().subList(part * samples / parts, (part + 1) * samples / parts);
                Outcome piece = whole.with(share).run();
                loss += piece.loss();
                gradients.add(piece.gradient());
            }
            assertThat(loss).isEqualTo(expected.loss(), within(1e-12));
            assertThat(gradients.stream().flatMapToDouble(DoubleStream::of).toArray())
                    .containsExactly(expected.gradient(), within(1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void staysTheSameInAnyOrderOfGroupsAndEpisodes(String name) {
        List<List<Attempt>> groups = new ArrayList<>();
        for (List<Attempt> group : GOLDEN.groups()) {
            List<Attempt> shuffled = new ArrayList<>(group);
            Collections.shuffle(shuffled, new Random(3));
            groups.add(shuffled);
        }
        Collections.shuffle(groups, new Random(5));
        assertThat(groups).isNotEqualTo(GOLDEN.groups());
        requireSame(name, with(groups));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void staysTheSameWhateverStandsAroundWhatTheModelWrote(String name) {
        requireSame(
                name,
                with(GOLDEN.groups().stream()
                        .map(group ->
                                group.stream().map(InvarianceTests::padded).toList())
                        .toList()));
    }

    private static void requireSame(String name, PolicyGolden other) {
        Trial one = Trial.of(GOLDEN, name);
        Trial two = Trial.of(other, name);
        assertThat(two.run().loss()).isEqualTo(one.run().loss(), within(1e-7));
        assertThat(sorted(two)).containsExactly(sorted(one), within(1e-7));
    }

    /** Returns the gradients in the order of the two policies' log-probabilities, no pair of which is there twice. */
    private static double[] sorted(Trial trial) {
        double[] current = trial.current();
        double[] behavior = trial.behavior();
        double[] gradient = trial.run().gradient();
        return IntStream.range(0, current.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(t -> current[t]).thenComparingDouble(t -> behavior[t]))
                .mapToDouble(t -> gradient[t])
                .toArray();
    }

    private static Attempt padded(Attempt attempt) {
        int[][] chunks = Arrays.stream(attempt.chunks())
                .map(lengths -> new int[] {lengths[0], 2 * lengths[1] + 3})
                .toArray(int[][]::new);
        return new Attempt(
                attempt.score(),
                attempt.prompt() + 7,
                chunks,
                attempt.steps(),
                attempt.states(),
                attempt.overlong(),
                attempt.behaviour(),
                attempt.proximal(),
                attempt.reference(),
                attempt.divergences(),
                attempt.values(),
                attempt.entropy(),
                attempt.current());
    }

    private static PolicyGolden with(List<List<Attempt>> groups) {
        return new PolicyGolden(
                GOLDEN.maxTokens(),
                groups,
                GOLDEN.expert(),
                GOLDEN.expertChunks(),
                GOLDEN.runningSeen(),
                GOLDEN.adaptive(),
                GOLDEN.value(),
                GOLDEN.cases());
    }
}
