package dev.lathe.web.replay;

import dev.lathe.shop.Scenario;
import dev.lathe.train.recipe.EnvironmentRecipe.ShopReward;
import dev.lathe.train.report.Question;
import dev.lathe.web.replay.ResultRun.Kind;
import java.util.ArrayList;
import java.util.List;

/** Asks what runs are compared for. Two runs answer if they differ in what is asked for, and in nothing else. */
final class ShopQuestions {
    private final RunContests contests;
    private final List<Question> questions = new ArrayList<>();

    private ShopQuestions(List<ResultRun> runs) {
        this.contests = new RunContests(runs);
    }

    /** Returns every question, with the answers that the runs allow. */
    static List<Question> of(List<ResultRun> runs) {
        var asked = new ShopQuestions(runs);
        asked.training();
        asked.rewards();
        asked.scenarios();
        return asked.questions;
    }

    private void training() {
        add(
                "Does reinforcement learning beat the supervised learning before it? (Goal: failures at most 0.7 times.)",
                contests.beforeAndAfter(),
                "it needs a run whose episodes after both were kept.");
        controls("Does it beat supervised learning continued for as long?", Kind.SFT_CONTINUED);
        controls("Does it beat reinforcement learning by shuffled rewards?", Kind.SHUFFLED);
    }

    private void controls(String text, Kind control) {
        add(
                text,
                contests.of((one, other) -> one.kind() == Kind.MAIN
                        && other.kind() == control
                        && sameReward(one, other)
                        && sameScenario(one, other)),
                "it needs a run and this control of it, of the same seed and scenario.");
    }

    private void rewards() {
        reward("Does the strict reward beat the loose one?", ShopReward.LOOSE);
        reward("Does the strict reward beat one for each dimension?", ShopReward.VECTOR);
    }

    private void reward(String text, ShopReward reward) {
        add(
                text,
                contests.of((one, other) -> bothMain(one, other)
                        && one.shop().reward() == ShopReward.STRICT
                        && other.shop().reward() == reward
                        && sameScenario(one, other)),
                "it needs two runs of the same seed and scenario, one of either reward.");
    }

    private void scenarios() {
        scenarios("Is a talk harder?", Scenario.SINGLE, Scenario.MULTI);
        scenarios("Is a talk harder where there is a profile?", Scenario.SINGLE_PERSONA, Scenario.MULTI_PERSONA);
        scenarios("Does a profile cost success?", Scenario.SINGLE, Scenario.SINGLE_PERSONA);
        scenarios("Does a profile cost success in a talk?", Scenario.MULTI, Scenario.MULTI_PERSONA);
    }

    private void scenarios(String text, Scenario easier, Scenario harder) {
        add(
                text,
                contests.of((one, other) -> bothMain(one, other)
                        && one.shop().scenario() == easier
                        && other.shop().scenario() == harder
                        && sameReward(one, other)),
                "it needs two runs of the same seed and reward, one in %s and one in %s."
                        .formatted(RunContests.name(easier), RunContests.name(harder)));
    }

    private static boolean bothMain(ResultRun one, ResultRun other) {
        return one.kind() == Kind.MAIN && other.kind() == Kind.MAIN;
    }

    private static boolean sameReward(ResultRun one, ResultRun other) {
        return one.shop().reward() == other.shop().reward();
    }

    private static boolean sameScenario(ResultRun one, ResultRun other) {
        return one.shop().scenario() == other.shop().scenario();
    }

    private void add(String text, List<Question.Contest> found, String missing) {
        questions.add(new Question(text, found, found.isEmpty() ? missing : null));
    }
}
