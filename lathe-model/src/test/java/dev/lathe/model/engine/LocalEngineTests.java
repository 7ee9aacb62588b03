package dev.lathe.model.engine;

import static dev.lathe.model.engine.Replies.engine;
import static dev.lathe.model.engine.Replies.greedy;
import static dev.lathe.model.engine.Replies.join;
import static dev.lathe.model.engine.Replies.prompt;
import static dev.lathe.model.engine.Replies.sampled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.PolicyVersion;
import dev.lathe.model.TinyModel;
import dev.lathe.model.engine.Completion.FinishReason;
import dev.lathe.model.engine.InferenceEngine.Admission;
import dev.lathe.model.sampling.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalEngineTests {
    private static final TinyModel MODEL = TinyModel.of(TinyModel.Family.LLAMA, 1);

    @AfterAll
    static void close() {
        MODEL.close();
    }

    @ParameterizedTest
    @EnumSource
    void repliesWithTheModelsLogProbabilitiesOverManyTurns(TinyModel.Family family) {
        try (TinyModel model = TinyModel.of(family, 2);
                LocalEngine engine = engine(model, 1, 1, Admission.IMMEDIATE);
                Conversation conversation = engine.converse()) {
            int[] said = prompt(1, 20);
            for (int turn = 0; turn < 4; turn++) {
                Completion reply = conversation.generate(said, sampled(6, turn));
                Replies.checkLogProbs(model, said, reply);
                said = join(said, reply.span().tokens(), prompt(turn, 9));
            }
        }
    }

    @Test
    void noticesThatThePastHasChanged() {
        int[] long1 = prompt(1, 30);
        int[] changed = long1.clone();
        changed[11]++;
        int[] shorter = prompt(1, 12);
        try (LocalEngine engine = engine(MODEL, 1, 1, Admission.IMMEDIATE);
                Conversation conversation = engine.converse()) {
            for (int[] said : List.of(long1, changed, shorter, long1, long1)) {
                Replies.checkLogProbs(MODEL, said, conversation.generate(said, sampled(8, 3)));
            }
        }
    }

    @Test
    void splitsPromptsThatOnePassCannotTake() {
        int[] said = prompt(1, 2500);
        try (LocalEngine engine = new LocalEngine(
                        MODEL.config(), MODEL.parameters(), new EngineOptions(1, 1, 1, 2600, Admission.IMMEDIATE));
                Conversation conversation = engine.converse()) {
            Replies.checkLogProbs(MODEL, said, conversation.generate(said, sampled(3, 1)));
        }
    }

    @Test
    void drawsBySeed() {
        int[] said = prompt(4, 10);
        assertThat(reply(said, sampled(20, 7))).isEqualTo(reply(said, sampled(20, 7)));
        assertThat(reply(said, sampled(20, 7))).isNotEqualTo(reply(said, sampled(20, 8)));
        assertThat(reply(said, greedy(20).withSeed(7))).isEqualTo(reply(said, greedy(20)));
    }

    @Test
    void stopsAtAStopTokenWhichBelongsToTheReply() {
        int[] said = prompt(4, 10);
        List<Integer> free = reply(said, greedy(20));
        int stop = free.get(5);
        int length = free.indexOf(stop) + 1;
        try (LocalEngine engine = engine(MODEL, 1, 1, Admission.IMMEDIATE);
                Conversation conversation = engine.converse()) {
            Completion reply = conversation.generate(said, greedy(20).withStopTokens(Set.of(stop)));
            assertThat(reply.finish()).isEqualTo(FinishReason.STOP);
            assertThat(reply.span().tokens()).containsExactly(toArray(free.subList(0, length)));
        }
    }

    @Test
    void endsAtTheLimitOrWhereTheConversationIsFull() {
        try (LocalEngine engine = engine(MODEL, 1, 1, Admission.IMMEDIATE);
                Conversation conversation = engine.converse()) {
            assertThat(conversation.capacity()).isEqualTo(Replies.CAPACITY);
            Completion limited = conversation.generate(prompt(1, 10), greedy(5));
            assertThat(limited.finish()).isEqualTo(FinishReason.LENGTH);
            assertThat(limited.span().length()).isEqualTo(5);
            int[] full = prompt(1, Replies.CAPACITY - 2);
            Completion cut = conversation.generate(full, greedy(5));
            assertThat(cut.finish()).isEqualTo(FinishReason.LENGTH);
            assertThat(cut.span().length()).isEqualTo(2);
            Replies.checkLogProbs(MODEL, full, cut);
        }
    }

    @Test
    void handsOverEachTokenAsItIsWritten() {
        List<Integer> heard = new ArrayList<>();
        try (LocalEngine engine = engine(MODEL, 1, 1, Admission.IMMEDIATE);
                Conversation conversation = engine.converse()) {
            Completion reply = conversation.generate(prompt(1, 4), sampled(9, 1), heard::add);
            assertThat(reply.span().tokens()).containsExactly(toArray(heard));
        }
    }

    @Test
    void servesNewWeightsToOpenConversations() {
        try (TinyModel model = TinyModel.of(TinyModel.Family.LLAMA, 3);
                LocalEngine engine = engine(model, 1, 1, Admission.IMMEDIATE);
                Conversation conversation = engine.converse()) {
            int[] said = prompt(1, 20);
            assertThat(conversation.generate(said, sampled(6, 1)).span().version())
                    .isEqualTo(PolicyVersion.INITIAL);
            PolicyVersion next = PolicyVersion.INITIAL.next();
            for (int change = 1; change <= 2; change++) {
                int seed = change;
                model.parameters().forEach((_, parameter) -> TinyModel.disturb(parameter, seed));
                // the second time under the same version, as when a checkpoint is put back
                engine.update(next);
                Completion reply = conversation.generate(said, sampled(6, 1));
                assertThat(reply.span().version()).isEqualTo(next);
                assertThat(engine.version()).isEqualTo(next);
                Replies.checkLogProbs(model, said, reply);
            }
        }
    }

    private static List<Integer> reply(int[] prompt, Sampling sampling) {
        try (LocalEngine engine = engine(MODEL, 1, 1, Admission.IMMEDIATE);
                Conversation conversation = engine.converse()) {
            return java.util.Arrays.stream(
                            conversation.generate(prompt, sampling).span().tokens())
                    .boxed()
                    .toList();
        }
    }

    private static int[] toArray(List<Integer> tokens) {
        return tokens.stream().mapToInt(Integer::intValue).toArray();
    }
}
