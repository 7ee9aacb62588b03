package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.Environment;
import dev.lathe.core.Message;
import dev.lathe.core.StepResult;
import dev.lathe.core.UserError;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.shop.desk.DeskFamily;
import dev.lathe.shop.desk.DeskTask;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.Feasibility;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.recipe.SftRecipe;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ErrandSourceTests {
    private static Recipe recipe(String... changes) {
        return Recipes.load("errands", Recipe.class, List.of(changes));
    }

    private static ErrandSource source(String... changes) {
        return new ErrandSource((EnvironmentRecipe.Errands) recipe(changes).environment(), 0);
    }

    @Test
    void lessonsOfAllFamiliesSucceedWhenTheyArePlayed() {
        ErrandSource source = source("environment.products=8000");
        for (int number = 0; number < DeskFamily.values().length; number++) {
            DeskTask task = source.training(number);
            assertThat(task.family()).isEqualTo(DeskFamily.values()[number]);
            Lesson lesson = source.lesson(SftRecipe.Part.EPISODE, number);
            assertThat(lesson.turns().getFirst().observation())
                    .extracting(Message::role)
                    .containsExactly(Message.Role.SYSTEM, Message.Role.USER);
            StepResult last = null;
            try (Environment<DeskTask> environment = source.environment()) {
                environment.reset(task, 0);
                for (Lesson.Turn turn : lesson.turns()) {
                    last = environment.step(turn.reply());
                }
            }
            StepResult end = Objects.requireNonNull(last);
            assertThat(source.reward().score(task, List.of(), end.info()).value())
                    .isEqualTo(1);
        }
    }

    @Test
    void oneFamilyAloneAndInChinese() {
        ErrandSource source =
                source("environment.products=8000", "environment.family=return", "environment.language=zh");
        List<DeskTask> tasks = source.heldOut(3);
        assertThat(tasks).extracting(DeskTask::family).containsOnly(DeskFamily.RETURN);
        assertThat(tasks).extracting(DeskTask::id).doesNotHaveDuplicates().allMatch(id -> id.contains("-zh-"));
    }

    @Test
    void aPolicyFromScratchHasNoWordsForThem() {
        assertThatThrownBy(() -> Feasibility.require(recipe("policy={kind: from_scratch}")))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("policy.kind: from_scratch needs an environment with a vocabulary");
    }
}
