package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.lathe.core.Environment;
import dev.lathe.core.Metrics;
import dev.lathe.core.StepResult;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.Source;
import dev.lathe.shop.session.ErrorKind;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.run.EvaluatedEpisode;
import dev.lathe.train.run.ShopFindings;
import dev.lathe.train.run.ShopFindings.Changed;
import dev.lathe.train.run.ShopFindings.ShopperErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ShopExamTests {
    private static final int TASKS = 12;
    private static final ShopSource TALK = source("environment.scenario=multi_persona", "environment.turn_limit=60");
    private static final ShopSource PLAIN = source();

    private static ShopSource source(String... changes) {
        List<String> all = new ArrayList<>(List.of("environment.products=2000", "environment.carelessness=0"));
        all.addAll(List.of(changes));
        Recipe recipe = Recipes.load("shop", Recipe.class, all);
        return new ShopSource((EnvironmentRecipe.Shop) recipe.environment(), 0);
    }

    private static List<String> oracle(ShopSource source, ShopTask task) {
        return source.oracle(task).turns().stream().map(Lesson.Turn::reply).toList();
    }

    private static EvaluatedEpisode play(ShopSource source, ShopTask task, List<String> replies) {
        Metrics outcome = Metrics.NONE;
        try (Environment<ShopTask> environment = source.environment()) {
            environment.reset(task, 0);
            for (String reply : replies) {
                StepResult result = environment.step(reply);
                outcome = result.info();
                if (result.done()) {
                    break;
                }
            }
        }
        return new EvaluatedEpisode(task.id(), replies, new LinkedHashMap<>(outcome.values()));
    }

    @Test
    void whoeverSucceedsMeetsEverySource() {
        List<ShopTask> tasks = TALK.heldOut(TASKS);
        ShopFindings findings = TALK.exam()
                .of(
                        tasks,
                        tasks.stream()
                                .map(task -> play(TALK, task, oracle(TALK, task)))
                                .toList());
        assertThat(findings.failed()).isZero();
        assertThat(findings.tasks()).isEqualTo(ShopTask.hash(TALK.heldOut(TASKS)));
        assertThat(findings.errors()).isEmpty();
        assertThat(findings.efficiency()).isGreaterThan(0.7).isLessThanOrEqualTo(1);
        assertThat(findings.shopper()).isEqualTo(new ShopperErrors(TASKS, 0, 0, 0));
        assertThat(findings.met())
                .containsExactly(entry(Source.SAID, 1.0), entry(Source.PROFILE, 1.0), entry(Source.ASKED, 1.0));
    }

    @Test
    void detoursCostEfficiency() {
        List<ShopTask> tasks = PLAIN.heldOut(TASKS);
        List<EvaluatedEpisode> straight = tasks.stream()
                .map(task -> play(PLAIN, task, oracle(PLAIN, task)))
                .toList();
        List<EvaluatedEpisode> roundabout = tasks.stream()
                .map(task -> {
                    List<String> replies = new ArrayList<>(List.of("search[lamp]", "search[kettle]", "search[chair]"));
                    replies.addAll(oracle(PLAIN, task));
                    return play(PLAIN, task, replies);
                })
                .toList();
        ShopFindings findings = PLAIN.exam().of(tasks, straight);
        assertThat(findings.shopper()).isNull();
        assertThat(PLAIN.exam().of(tasks, roundabout).efficiency())
                .isLessThan(Objects.requireNonNull(findings.efficiency()));
    }

    @Test
    void whoeverLeavesHasLostByLeaving() {
        for (ShopSource source : List.of(TALK, PLAIN)) {
            List<ShopTask> tasks = source.heldOut(TASKS);
            ShopFindings findings = source.exam()
                    .of(
                            tasks,
                            tasks.stream()
                                    .map(task -> play(source, task, List.of("leave[]")))
                                    .toList());
            assertThat(findings.failed()).isEqualTo(TASKS);
            assertThat(findings.efficiency()).isNull();
            assertThat(findings.errors()).containsEntry(ErrorKind.ABSTAIN_WRONG, TASKS);
            assertThat(findings.fatal()).containsExactly(entry("leave", TASKS));
        }
    }

    @Test
    void aChangedWishTellsWhoReadsFromWhoRemembers() {
        for (ShopSource source : List.of(TALK, PLAIN)) {
            List<ShopTask> tasks = source.heldOut(TASKS);
            List<ShopTask> changed = Counterfactual.of(source, tasks, TASKS);
            assertThat(changed).hasSizeGreaterThan(TASKS / 2);
            List<EvaluatedEpisode> episodes = tasks.stream()
                    .map(task -> play(source, task, oracle(source, task)))
                    .toList();
            Changed reads = source.exam()
                    .changed(
                            tasks,
                            episodes,
                            changed,
                            changed.stream()
                                    .map(task -> play(source, task, oracle(source, task)))
                                    .toList());
            assertThat(reads).isEqualTo(new Changed(changed.size(), changed.size(), 0));
            Changed remembers = source.exam()
                    .changed(
                            tasks,
                            episodes,
                            changed,
                            changed.stream()
                                    .map(task -> play(source, task, oracle(source, before(tasks, task))))
                                    .toList());
            assertThat(remembers.right()).isZero();
        }
    }

    private static ShopTask before(List<ShopTask> tasks, ShopTask changed) {
        return tasks.stream()
                .filter(task -> changed.id().startsWith(task.id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void trialsOfATaskMustAllSucceed() {
        ShopTask task = PLAIN.heldOut(1).getFirst();
        EvaluatedEpisode right = play(PLAIN, task, oracle(PLAIN, task));
        EvaluatedEpisode wrong = play(PLAIN, task, List.of("leave[]"));
        assertThat(FailureCounts.passHat(List.of(right, wrong, right, right), 2))
                .containsExactly(0.75, 0.5);
    }
}
