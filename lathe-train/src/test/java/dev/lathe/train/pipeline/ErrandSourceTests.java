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
import dev.lathe.shop.desk.Goal;
import dev.lathe.shop.session.ErrorKind;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.Feasibility;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.recipe.SftRecipe;
import dev.lathe.train.run.EvaluatedEpisode;
import dev.lathe.train.run.ShopFindings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    void whatWentWrongIsCountedInFailedErrands() {
        ErrandSource source = source("environment.products=8000", "environment.family=order_status");
        List<DeskTask> errands = source.heldOut(4);
        List<EvaluatedEpisode> episodes = new ArrayList<>();
        for (DeskTask errand : errands) {
            boolean right = episodes.size() < 2;
            List<String> replies =
                    right ? List.of("orders[]", "cart[]", answer(errand)) : List.of("orders[]", "answer[lost]");
            var outcome = new LinkedHashMap<>(Map.of("success", right ? 1.0 : 0.0));
            episodes.add(new EvaluatedEpisode(errand.id(), replies, outcome));
        }
        ShopFindings findings = new ErrandInspection(source).findings(errands, episodes);
        assertThat(findings.failed()).isEqualTo(2);
        assertThat(findings.errors()).containsExactly(Map.entry(ErrorKind.WRONG_ANSWER, 2));
        assertThat(findings.fatal()).containsExactly(Map.entry("answer", 2));
        assertThat(findings.efficiency()).isEqualTo(2.0 / 3);
        assertThat(findings.score()).isEqualTo("lathe-errand-1");
    }

    private static String answer(DeskTask errand) {
        return errand.goal() instanceof Goal.Answered(String answer) ? "answer[" + answer + "]" : "";
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
