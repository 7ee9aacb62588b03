package dev.lathe.train.question;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.UserError;
import dev.lathe.core.chat.ChatModel;
import dev.lathe.core.chat.Endpoint;
import dev.lathe.core.chat.RemoteChatModel;
import dev.lathe.env.JsonLine;
import dev.lathe.reward.CodeGrader;
import dev.lathe.reward.CodeTest;
import dev.lathe.reward.Grader;
import dev.lathe.reward.Graders;
import dev.lathe.reward.JudgeGrader;
import dev.lathe.sandbox.SandboxLimits;
import dev.lathe.sandbox.process.ProcessBackend;
import dev.lathe.train.recipe.GraderRecipe;
import dev.lathe.verify.JsonSchema;
import dev.lathe.verify.MultipleChoice;
import dev.lathe.verify.RegularExpression;
import dev.lathe.verify.instruction.Instruction;
import dev.lathe.verify.instruction.Instructions;
import dev.lathe.verify.math.MathVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the grader of a row, of which everything that it needs is read at once: a bad row is an error before anything is graded. */
final class RowGraders {
    private RowGraders() {}

    /**
     * Opens what all rows share, and returns what makes a row's grader.
     *
     * @throws UserError if a schema, an expression, an address or the sandbox cannot be used; the function throws it for a row that
     *     lacks what the grader needs
     */
    static Function<JsonLine, Grader<QuestionTask>> open(GraderRecipe recipe) {
        return switch (recipe) {
            case GraderRecipe.Mathematics(String answer) -> row -> mathematics(row, answer);
            case GraderRecipe.MultipleChoice(String answer, int choices) -> row -> choice(row, answer, choices);
            case GraderRecipe.RegularExpression(String expression) -> {
                RegularExpression compiled = RegularExpression.of(expression);
                yield row -> Graders.verdict((task, reply) -> compiled.check(reply));
            }
            case GraderRecipe.JsonSchema(Path file) -> {
                JsonSchema schema = JsonSchema.of(text(file));
                yield row -> Graders.verdict((task, reply) -> schema.check(reply));
            }
            case GraderRecipe.Instructions() -> RowGraders::instructions;
            case GraderRecipe.Code code -> {
                ProcessBackend backend = ProcessBackend.open();
                yield row -> {
                    List<CodeTest> tests = tests(row, code.tests());
                    return new CodeGrader<>(backend, SandboxLimits.SMALL, code.language(), task -> tests);
                };
            }
            case GraderRecipe.Judge judge -> {
                Grader<QuestionTask> grader = judge(judge);
                yield row -> grader;
            }
        };
    }

    private static Grader<QuestionTask> mathematics(JsonLine row, String key) {
        String gold = row.scalar(key);
        if (!MathVerifier.isReadable(gold)) {
            throw row.error("key '%s' holds no answer that can be read: '%s'".formatted(key, gold));
        }
        return Graders.verdict((task, reply) -> MathVerifier.check(gold, reply));
    }

    private static Grader<QuestionTask> choice(JsonLine row, String key, int choices) {
        String gold = row.text(key).strip();
        char last = (char) ('A' + choices - 1);
        if (gold.length() != 1 || gold.charAt(0) < 'A' || gold.charAt(0) > last) {
            throw row.error("key '%s' must be a letter from A to %s, not '%s'".formatted(key, last, gold));
        }
        return Graders.verdict((task, reply) -> MultipleChoice.check(gold.charAt(0), choices, reply));
    }

    private static Grader<QuestionTask> instructions(JsonLine row) {
        List<JsonNode> ids = row.list("instruction_id_list");
        List<JsonNode> parameters = row.list("kwargs");
        if (ids.size() != parameters.size()) {
            throw row.error(
                    "'instruction_id_list' has %d entries and 'kwargs' %d".formatted(ids.size(), parameters.size()));
        }
        List<Instruction> given = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if (!ids.get(i).isString() || !(parameters.get(i) instanceof ObjectNode object)) {
                throw row.error("'instruction_id_list' must hold strings, and 'kwargs' an object for each");
            }
            given.add(instruction(row, ids.get(i).asString(), object));
        }
        return Graders.instructions(task -> given);
    }

    private static Instruction instruction(JsonLine row, String id, ObjectNode parameters) {
        try {
            return Instructions.of(id, parameters);
        } catch (UserError refused) {
            throw row.error(String.valueOf(refused.getMessage()));
        }
    }

    private static List<CodeTest> tests(JsonLine row, String key) {
        List<CodeTest> tests = row.list(key).stream()
                .map(test -> {
                    JsonNode input = test.get("input");
                    JsonNode output = test.get("output");
                    if (input == null || output == null || !input.isString() || !output.isString()) {
                        throw row.error("each of '%s' must have an input and an output, both strings".formatted(key));
                    }
                    return new CodeTest(input.asString(), output.asString());
                })
                .toList();
        if (tests.isEmpty()) {
            throw row.error("'%s' is empty; it needs at least one test".formatted(key));
        }
        return tests;
    }

    private static Grader<QuestionTask> judge(GraderRecipe.Judge recipe) {
        Optional<String> key = Endpoint.key("grader judge: key_variable", recipe.keyVariable());
        Endpoint endpoint = Endpoint.of(recipe.url(), recipe.model(), key);
        ChatModel judge = new RemoteChatModel(endpoint);
        return new JudgeGrader<>(
                judge, QuestionTask::question, recipe.criterion(), recipe.highest(), recipe.maxTokens());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UserError(
                    "grader json_schema: %s: cannot be read (%s)".formatted(file, AtomicFiles.reason(unreadable)),
                    unreadable);
        }
    }
}
