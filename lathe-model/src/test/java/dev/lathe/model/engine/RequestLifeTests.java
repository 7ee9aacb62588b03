package dev.lathe.model.engine;

import static dev.lathe.model.engine.FakeRunner.greedyReply;
import static dev.lathe.model.engine.Replies.join;
import static dev.lathe.model.engine.Replies.prompt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.PolicyVersion;
import dev.lathe.core.UserError;
import dev.lathe.model.Adapter;
import dev.lathe.model.constraint.MutableBits;
import dev.lathe.model.constraint.TokenConstraint;
import dev.lathe.model.engine.Completion.FinishReason;
import dev.lathe.model.engine.InferenceEngine.InFlight;
import dev.lathe.model.sampling.Sampling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RequestLifeTests {
    @Test
    void requestsJoinAndLeaveARunningBatch() {
        try (FakeEngine fake = FakeEngine.waiting()) {
            Generation slow = fake.ask(prompt(1, 5), 20);
            fake.write(slow, 4);
            Generation quick = fake.ask(prompt(2, 5), 3);
            fake.letGo();
            assertThat(quick.await().span().tokens()).containsExactly(greedyReply(prompt(2, 5), 3));
            assertThat(slow.await().span().tokens()).containsExactly(greedyReply(prompt(1, 5), 20));
            // four passes had one step, then the quick one rode along
            List<Integer> sizes =
                    fake.runner().passes().stream().map(List::size).toList();
            assertThat(sizes).hasSize(20).contains(2).doesNotContain(3);
            assertThat(sizes.stream().filter(size -> size == 2).count()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void handsOutTokensAsTheyAreWritten() {
        try (FakeEngine fake = FakeEngine.waiting()) {
            Generation reply = fake.ask(prompt(1, 5), 3);
            List<Integer> heard = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                fake.let(1);
                heard.add(reply.next().id());
            }
            assertThat(reply.next()).isNull();
            assertThat(heard.stream().mapToInt(Integer::intValue)).containsExactly(boxed(greedyReply(prompt(1, 5), 3)));
            assertThat(reply.await().finish()).isEqualTo(FinishReason.LENGTH);
        }
    }

    private static Integer[] boxed(int[] tokens) {
        return java.util.Arrays.stream(tokens).boxed().toArray(Integer[]::new);
    }

    @Test
    void handsOutThePromptsLogProbabilitiesWithTheFirstToken() {
        try (FakeEngine fake = FakeEngine.waiting()) {
            GenerationRequest asked = GenerationRequest.of(prompt(1, 5), Sampling.greedy(3));
            Generation reply = fake.engine().submit(asked.withPromptLogProbs(true));
            assertThat(reply.promptLogProbs()).isEmpty();
            fake.write(reply, 1);
            float[] early = reply.promptLogProbs();
            fake.letGo();
            assertThat(early).hasSize(4).isEqualTo(reply.await().promptLogProbs());
        }
    }

    @Test
    void abortsInTheMiddleAndFreesTheBlocks() {
        try (FakeEngine fake = FakeEngine.waiting()) {
            Generation reply = fake.ask(prompt(1, 20), 30);
            fake.write(reply, 5);
            reply.abort();
            fake.let(1);
            Completion cut = reply.await();
            assertThat(cut.finish()).isEqualTo(FinishReason.ABORTED);
            assertThat(cut.span().tokens()).hasSizeBetween(5, 6).startsWith(greedyReply(prompt(1, 20), 5));
            EngineStats stats = fake.engine().stats();
            assertThat(stats.running() + stats.waiting() + stats.usedBlocks()).isZero();
            reply.abort();
        }
    }

    @Test
    void computesAGroupsPromptOnceAndOfTheNextTurnWhatIsNew() {
        try (FakeEngine fake = FakeEngine.running(4 * FakeEngine.CAPACITY)) {
            int[] said = prompt(1, 22);
            fake.ask(said, 6).await();
            EngineStats first = fake.engine().stats();
            int[] next = join(said, greedyReply(said, 6), prompt(2, 4));
            assertThat(fake.ask(next, 3).await().span().tokens()).containsExactly(greedyReply(next, 3));
            EngineStats second = fake.engine().stats();
            // of 32 tokens the last one drawn and the four new ones were not in the cache
            assertThat(second.promptTokens() - first.promptTokens()).isEqualTo(32);
            assertThat(second.cachedTokens() - first.cachedTokens()).isEqualTo(27);
        }
    }

    @Test
    void noRequestFailsWhenMemoryEnds() {
        try (FakeEngine fake = FakeEngine.running(FakeEngine.CAPACITY + 16)) {
            List<Generation> replies = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                replies.add(fake.ask(prompt(i % 7, 5 + i), 20));
            }
            for (int i = 0; i < 30; i++) {
                assertThat(replies.get(i).await().span().tokens())
                        .containsExactly(greedyReply(prompt(i % 7, 5 + i), 20));
            }
            EngineStats stats = fake.engine().stats();
            assertThat(stats.preemptions()).isPositive();
            assertThat(stats.usedBlocks()).isZero();
            assertThat(stats.finished()).isEqualTo(30);
            assertThat(stats.generatedTokens()).isEqualTo(600);
        }
    }

    @Test
    void highPrioritiesGoFirst() {
        try (FakeEngine fake = FakeEngine.waiting()) {
            List<Integer> order = new ArrayList<>();
            List<Generation> replies = new ArrayList<>();
            // the first pass starts with the first request alone
            replies.add(fake.ask(prompt(0, 40), 1));
            fake.awaitPasses(1);
            for (int priority : List.of(0, 3, 1, 2)) {
                replies.add(fake.engine()
                        .submit(GenerationRequest.of(prompt(priority + 1, 40), Sampling.greedy(1))
                                .withPriority(priority)));
            }
            fake.letGo();
            replies.forEach(Generation::await);
            fake.runner().passes().stream()
                    .skip(1)
                    .flatMap(List::stream)
                    .filter(step -> step.start() == 0)
                    .forEach(step -> order.add(step.tokens()[0]));
            assertThat(order).containsExactly(prompt(4, 40)[0], prompt(3, 40)[0], prompt(2, 40)[0], prompt(1, 40)[0]);
        }
    }

    @Test
    void requestsInFlightGoOnWithNewWeights() throws Exception {
        try (FakeEngine fake = FakeEngine.waiting()) {
            Generation reply = fake.ask(prompt(1, 9), 8);
            fake.write(reply, 3);
            PolicyVersion next = fake.nextVersion();
            update(fake, next, InFlight.CONTINUE);
            fake.letGo();
            Completion whole = reply.await();
            assertThat(whole.span().tokens()).containsExactly(greedyReply(prompt(1, 9), 8));
            List<PolicyVersion> versions =
                    whole.tokens().stream().map(GeneratedToken::version).toList();
            assertThat(versions).startsWith(PolicyVersion.INITIAL, PolicyVersion.INITIAL, PolicyVersion.INITIAL);
            assertThat(versions.subList(4, 8)).containsOnly(next);
            assertThat(whole.span().version()).isEqualTo(PolicyVersion.INITIAL);
        }
    }

    @Test
    void requestsInFlightAreReturnedUnfinishedAndOthersStartWithNewWeights() throws Exception {
        try (FakeEngine fake = FakeEngine.waiting()) {
            Generation reply = fake.ask(prompt(1, 9), 8);
            fake.write(reply, 3);
            fake.awaitPasses(4);
            Generation fresh = fake.ask(prompt(2, 39), 2);
            PolicyVersion next = fake.nextVersion();
            update(fake, next, InFlight.RETURN);
            fake.letGo();
            Completion cut = reply.await();
            assertThat(cut.finish()).isEqualTo(FinishReason.UPDATED);
            assertThat(cut.span().tokens()).hasSizeBetween(3, 4);
            assertThat(fresh.await().span().tokens()).containsExactly(greedyReply(prompt(2, 39), 2));
            assertThat(fresh.await().span().version()).isEqualTo(next);
        }
    }

    /** Updates while the engine waits in a pass, which is let go. */
    private static void update(FakeEngine fake, PolicyVersion version, InFlight inFlight) throws Exception {
        Thread updating = FakeEngine.startAndAwaitItsWaiting(() -> fake.engine().update(version, Map.of(), inFlight));
        fake.let(1);
        updating.join();
        assertThat(fake.engine().version()).isEqualTo(version);
    }

    @Test
    void sleepsAndGoesOnWhereItWas() {
        try (FakeEngine fake = FakeEngine.running(4 * FakeEngine.CAPACITY)) {
            int[] said = prompt(1, 9);
            Generation before = fake.ask(said, 40);
            before.next();
            fake.engine().sleep();
            assertThat(fake.runner().memory()).isZero();
            Generation meanwhile = fake.ask(prompt(2, 9), 4);
            assertThat(fake.engine().stats().waiting()).isPositive();
            fake.engine().wake();
            assertThat(before.await().span().tokens()).containsExactly(greedyReply(said, 40));
            assertThat(meanwhile.await().span().tokens()).containsExactly(greedyReply(prompt(2, 9), 4));
            assertThat(fake.runner().memory()).isPositive();
        }
    }

    @Test
    void closingEndsAReplyThatIsBeingWritten() throws Exception {
        try (FakeEngine fake = FakeEngine.waiting()) {
            Generation reply = fake.ask(prompt(1, 3), 40);
            fake.write(reply, 1);
            Thread closing = FakeEngine.startAndAwaitItsWaiting(fake.engine()::close);
            fake.let(1);
            closing.join();
            assertThatThrownBy(reply::await).hasRootCauseMessage("the engine is closed");
        }
    }

    @Test
    void aConstraintThatCannotBeMetFailsItsOwnRequestOnly() {
        try (FakeEngine fake = FakeEngine.running(4 * FakeEngine.CAPACITY)) {
            Generation impossible = fake.engine()
                    .submit(GenerationRequest.of(prompt(1, 3), Sampling.greedy(5))
                            .withConstraint(new Nothing()));
            Generation sound = fake.ask(prompt(1, 3), 5);
            assertThatThrownBy(impossible::await).hasCauseInstanceOf(UserError.class);
            assertThat(sound.await().span().tokens()).containsExactly(greedyReply(prompt(1, 3), 5));
            assertThat(fake.engine().stats().usedBlocks()).isZero();
        }
    }

    /** Allows no token at all. */
    private static final class Nothing implements TokenConstraint {
        @Override
        public void mask(MutableBits allowed) {
            for (int token = 0; token < allowed.size(); token++) {
                allowed.clear(token);
            }
        }

        @Override
        public void accept(int token) {
            throw new IllegalArgumentException("no token is allowed");
        }

        @Override
        public boolean complete() {
            return false;
        }
    }

    @Test
    void refusesAdaptersThatItDoesNotHave() {
        try (FakeEngine fake = FakeEngine.running(4 * FakeEngine.CAPACITY)) {
            GenerationRequest request =
                    GenerationRequest.of(prompt(1, 3), Sampling.greedy(5)).withAdapter("poet");
            assertThatThrownBy(() -> fake.engine().submit(request))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no adapter 'poet'");
            Adapter poet = new Adapter("poet", new LinkedHashMap<>());
            assertThatThrownBy(() -> fake.engine().adapters(List.of(poet))).isInstanceOf(UserError.class);
        }
    }

    @Test
    void servesRandomTrafficExactly() {
        Random random = new Random(5);
        try (FakeEngine fake = FakeEngine.running(2 * FakeEngine.CAPACITY)) {
            List<int[]> prompts = new ArrayList<>();
            List<Generation> replies = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                int[] said = prompt(random.nextInt(9), 1 + random.nextInt(40));
                prompts.add(said);
                replies.add(fake.engine()
                        .submit(GenerationRequest.of(said, Sampling.greedy(20)).withPriority(random.nextInt(3))));
                if (random.nextInt(10) == 0) {
                    replies.get(random.nextInt(replies.size())).abort();
                }
                if (random.nextInt(60) == 0) {
                    fake.engine().update(fake.nextVersion());
                }
            }
            for (int i = 0; i < prompts.size(); i++) {
                int[] written = replies.get(i).await().span().tokens();
                assertThat(written).containsExactly(greedyReply(prompts.get(i), written.length));
            }
            assertThat(fake.engine().stats().usedBlocks()).isZero();
        }
    }
}
