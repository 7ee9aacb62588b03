package dev.lathe.model.engine;

import static dev.lathe.model.engine.Replies.engine;
import static dev.lathe.model.engine.Replies.join;
import static dev.lathe.model.engine.Replies.prompt;
import static dev.lathe.model.engine.Replies.sampled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.Seeds;
import dev.lathe.model.TinyModel;
import dev.lathe.model.engine.InferenceEngine.Admission;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AdmissionTests {
    private static final int CONVERSATIONS = 11;
    private static final TinyModel MODEL = TinyModel.of(TinyModel.Family.LLAMA, 1);

    @AfterAll
    static void close() {
        MODEL.close();
    }

    @Test
    void repliesAgreeWithTheModelWhateverElseIsInTheBatch() throws Exception {
        try (LocalEngine engine = engine(MODEL, 2, CONVERSATIONS, Admission.IMMEDIATE)) {
            for (Turn turn : play(engine, 0)) {
                Replies.checkLogProbs(MODEL, turn.said(), turn.reply());
            }
        }
    }

    @Test
    void barriersMakeRepliesIndependentOfTiming() throws Exception {
        List<Integer> expected = playAtBarriers(0);
        assertThat(expected).hasSizeGreaterThan(2 * CONVERSATIONS);
        assertThat(playAtBarriers(1)).isEqualTo(expected);
        assertThat(playAtBarriers(2)).isEqualTo(expected);
    }

    @Test
    void barriersForgetTheConversationsBefore() throws Exception {
        try (LocalEngine engine = engine(MODEL, 2, CONVERSATIONS, Admission.BARRIER)) {
            List<Integer> first = bits(play(engine, 1));
            assertThat(bits(play(engine, 2))).isEqualTo(first);
        }
    }

    private static List<Integer> playAtBarriers(long delays) throws Exception {
        try (LocalEngine engine = engine(MODEL, 2, CONVERSATIONS, Admission.BARRIER)) {
            return bits(play(engine, delays));
        }
    }

    private static List<Integer> bits(List<Turn> turns) {
        return turns.stream()
                .flatMap(turn -> Replies.bits(turn.reply()).stream())
                .toList();
    }

    private record Turn(int[] said, Completion reply) {}

    /** Plays conversations of one to five turns at once, with random pauses between turns. */
    private static List<Turn> play(LocalEngine engine, long delays) throws Exception {
        List<Conversation> conversations = IntStream.range(0, CONVERSATIONS)
                .mapToObj(_ -> engine.converse())
                .toList();
        List<Callable<List<Turn>>> games = new ArrayList<>();
        for (int number = 0; number < CONVERSATIONS; number++) {
            int game = number;
            games.add(() -> play(conversations.get(game), game, new Random(Seeds.of(delays, game))));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Turn> turns = new ArrayList<>();
            for (Future<List<Turn>> future : threads.invokeAll(games)) {
                turns.addAll(future.get());
            }
            return turns;
        }
    }

    private static List<Turn> play(Conversation conversation, int game, Random delays) throws InterruptedException {
        List<Turn> turns = new ArrayList<>();
        try (conversation) {
            int[] said = prompt(game, 3 + 2 * game);
            for (int turn = 0; turn <= game % 5; turn++) {
                Thread.sleep(delays.nextInt(4));
                Completion reply = conversation.generate(said, sampled(1 + (game + turn) % 7, Seeds.of(game, turn)));
                turns.add(new Turn(said, reply));
                said = join(said, reply.span().tokens(), prompt(turn, 4));
            }
            Thread.sleep(delays.nextInt(4));
        }
        return turns;
    }
}
