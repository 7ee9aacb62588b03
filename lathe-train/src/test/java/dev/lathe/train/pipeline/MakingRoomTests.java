package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.Progress;
import dev.lathe.core.StopRequest;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.model.engine.EngineOptions;
import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.tensor.NamedTensor;
import dev.lathe.train.data.Encoder;
import dev.lathe.train.data.Mixture;
import dev.lathe.train.parallel.Team;
import dev.lathe.train.recipe.MethodRecipe;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.recipe.TuneRecipe;
import dev.lathe.train.run.RunFolder;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Those who share a device have no memory while others work, where a recipe says so. */
class MakingRoomTests {
    @TempDir
    private Path folder;

    /** Looks at what an optimiser remembers while episodes are played. */
    private static final class Look {
        final AtomicReference<@Nullable TrainJob<?>> job = new AtomicReference<>();
        final List<Long> sizes = new ArrayList<>();
        private List<NamedTensor> remembered = List.of();

        synchronized void look() {
            TrainJob<?> running = job.get();
            if (running != null && running.state().step() == 0 && remembered.isEmpty()) {
                remembered = running.live().optimizerState();
            } else if (running != null && running.state().step() == 1) {
                remembered.forEach(part -> sizes.add(part.tensor().numel()));
            }
        }
    }

    @Test
    void anOptimizerRemembersInAFileWhileEpisodesArePlayedAfterACheckpoint() {
        Recipe recipe = TinyJob.recipe(
                folder,
                "sft.phases=[]",
                "rl.steps=2",
                "evaluation={held_out: 0, validation: 0}",
                "checkpoint_every=1",
                "compute.offload=true");
        Look look = new Look();
        var source = new TickingSource(TinyJob.source(recipe), look::look);
        try (RunFolder run = RunFolder.create(folder, "tiny", Recipes.write(recipe));
                var job = new TrainJob<>(recipe, run, source, Progress.SILENT, new StopRequest(), Team.alone())) {
            look.job.set(job);
            assertThat(job.run()).isTrue();
        }
        assertThat(look.sizes).isNotEmpty().containsOnly(0L);
    }

    @Test
    void aReferenceThatComesAndGoesSaysTheSame() {
        Path whole = folder.resolve("whole");
        Path offloading = folder.resolve("offloading");
        for (Path runs : List.of(whole, offloading)) {
            Recipe recipe = TinyJob.recipe(
                    folder,
                    "sft.phases=[]",
                    "rl.steps=2",
                    "rl.algorithm={kind: reinforce++, reward_kl: {estimator: k3}}",
                    "evaluation={held_out: 0, validation: 0}",
                    "compute.offload=" + runs.equals(offloading));
            TinyJob.run(runs, recipe, TinyJob.source(recipe));
        }
        assertThat(TinyJob.lines(offloading))
                .isEqualTo(TinyJob.lines(whole))
                .anySatisfy(line -> assertThat(line.metrics().get("reward_kl")).isNotZero());
    }

    @Test
    void whatWritesForAStudentSleepsUnlessItWrites() {
        TuneRecipe recipe = TinyTune.recipe(
                folder,
                TinyTune.model(folder.resolve("model"), 1, 1),
                TinyTune.data(folder.resolve("data.jsonl")),
                "{kind: on_policy_distill, turn_tokens: 8, teaching: {teachers: [{path: %s}]}}"
                        .formatted(folder.resolve("model")));
        Policy policy = Policies.of(recipe.policy(), List.of(), 48, 0);
        var options = new EngineOptions(1, 1, recipe.batch(), 64, InferenceEngine.Admission.BARRIER);
        List<String> calls = new ArrayList<>();
        InferenceEngine engine = watched(policy.serve(options, recipe.compute().rolloutDtype()), calls);
        try (Mixture mixture = new Mixture(recipe.data(), 0);
                Student student = new Student(recipe, policy, new SkippedSteps(folder), Team.alone());
                Writer writer = new Writer(
                        student,
                        new Lessons<>(mixture, recipe.batch(), encoder(policy)::prompt),
                        (MethodRecipe.OnPolicyDistill) recipe.method(),
                        engine,
                        true,
                        0)) {
            assertThat(writer.write(0)).hasSize(recipe.batch());
            assertThat(writer.write(1)).hasSize(recipe.batch());
            assertThat(calls).containsExactly("sleep", "update", "wake", "sleep", "update", "wake", "sleep");
        }
    }

    private static InferenceEngine watched(InferenceEngine engine, List<String> calls) {
        Class<InferenceEngine> type = InferenceEngine.class;
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, given) -> {
            if (Set.of("sleep", "update", "wake").contains(method.getName())) {
                calls.add(method.getName());
            }
            return method.invoke(engine, given);
        }));
    }

    private static Encoder encoder(Policy policy) {
        return new Encoder(
                policy.chat(), policy.tokenizer(), policy.config().eosTokens().getFirst(), 48);
    }
}
