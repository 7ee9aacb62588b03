package dev.lathe.train.pipeline;

import dev.lathe.algorithm.Demonstration;
import dev.lathe.algorithm.TurnMask;
import dev.lathe.algorithm.preference.BradleyTerry;
import dev.lathe.algorithm.preference.Kto;
import dev.lathe.model.engine.EngineOptions;
import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.train.data.Encoder;
import dev.lathe.train.data.Mixture;
import dev.lathe.train.data.Row;
import dev.lathe.train.recipe.ComputeRecipe;
import dev.lathe.train.recipe.MethodRecipe;
import dev.lathe.train.recipe.TuneRecipe;
import java.util.List;
import java.util.function.Function;

/**
 * Makes methods from recipes.
 *
 * @param recipe the recipe
 * @param student what learns
 * @param mixture what it learns from
 * @param encoder rows as the student's tokens
 */
record Methods(TuneRecipe recipe, Student student, Mixture mixture, Encoder encoder) {
    Method method() {
        return switch (recipe.method()) {
            case MethodRecipe.Sft(boolean errors, boolean detours) ->
                new ImitationMethod(student, texts(new TurnMask(errors, detours)));
            case MethodRecipe.Preference(var loss) ->
                new PreferenceMethod(
                        student, lessons(encoder::preferred), loss, loss.loss().needsReference() ? start() : null);
            case MethodRecipe.Kto(double beta, double desirable, double undesirable) ->
                new KtoMethod(student, lessons(encoder::judged), new Kto(beta, desirable, undesirable), start());
            case MethodRecipe.Reward(double centering) ->
                new RewardMethod(student, lessons(encoder::preferred), new BradleyTerry(centering));
            case MethodRecipe.Distill(var teaching) -> {
                Lessons<Demonstration> texts = texts(new TurnMask(true, true));
                yield new DistillationMethod(
                        student, new Teachers(teaching, student.policy()), texts::step, texts.heldOut(), () -> {});
            }
            case MethodRecipe.OnPolicyDistill onPolicy -> {
                Teachers teachers = new Teachers(onPolicy.teaching(), student.policy());
                Writer writer = new Writer(
                        student,
                        lessons(encoder::prompt),
                        onPolicy,
                        engine(onPolicy),
                        recipe.compute().offload(),
                        recipe.seed());
                yield new DistillationMethod(
                        student,
                        teachers,
                        writer::write,
                        texts(new TurnMask(true, true)).heldOut(),
                        writer);
            }
        };
    }

    /** Starts what writes for the student. */
    private InferenceEngine engine(MethodRecipe.OnPolicyDistill onPolicy) {
        ComputeRecipe compute = recipe.compute();
        EngineOptions options = new EngineOptions(
                        compute.workers(),
                        compute.threadsPerWorker(),
                        Math.max(recipe.batch(), compute.workers()),
                        recipe.data().maxTokens() + onPolicy.turnTokens(),
                        InferenceEngine.Admission.BARRIER)
                .withDevice(student.policy().device());
        return student.policy().serve(options, compute.rolloutDtype());
    }

    private Lessons<Demonstration> texts(TurnMask mask) {
        return lessons(row -> encoder.imitated(row, mask));
    }

    private <E> Lessons<E> lessons(Function<Row, E> reader) {
        return new Lessons<>(mixture, recipe.batch(), reader);
    }

    /** Returns the policy that training starts from, as a copy of its own. */
    private Policy start() {
        return Policies.of(recipe.policy(), List.of(), recipe.data().maxTokens(), recipe.seed())
                .on(student.policy().device());
    }
}
