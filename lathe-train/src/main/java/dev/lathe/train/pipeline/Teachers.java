package dev.lathe.train.pipeline;

import dev.lathe.core.UserError;
import dev.lathe.train.engine.LanguageModel;
import dev.lathe.train.learning.DistillationLearning;
import dev.lathe.train.recipe.TeachingRecipe;
import java.util.ArrayList;
import java.util.List;

/** Holds the teachers of a student. */
final class Teachers implements AutoCloseable {
    private final TeachingRecipe recipe;
    private final List<Policy> policies = new ArrayList<>();

    /**
     * Opens the teachers.
     *
     * @throws UserError if one cannot be opened, or does not have the student's tokens
     */
    Teachers(TeachingRecipe recipe, Policy student) {
        this.recipe = recipe;
        for (TeachingRecipe.Teacher teacher : recipe.teachers()) {
            Policy policy = Policies.open(teacher.path()).on(student.device());
            policies.add(policy);
            if (policy.config().vocabSize() != student.config().vocabSize()) {
                close();
                throw new UserError(
                        "teaching.teachers: %s has %d tokens and the student %d; both must have the same tokenizer"
                                .formatted(
                                        teacher.path(),
                                        policy.config().vocabSize(),
                                        student.config().vocabSize()));
            }
        }
    }

    DistillationLearning learning() {
        return new DistillationLearning(
                recipe.objective(),
                policies.stream()
                        .map(policy -> new LanguageModel(policy.config(), policy.parameters()))
                        .toList());
    }

    double[] weights() {
        return recipe.weights();
    }

    @Override
    public void close() {
        policies.forEach(Policy::close);
    }
}
