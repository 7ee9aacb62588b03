package dev.lathe.shop.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.StepResult;
import dev.lathe.shop.Language;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SnapshotTests {
    private static final List<String> REPLIES = List.of(
            "search[norvik kettle]",
            "search[norvik kettle | max 245]",
            "search[belnik kettle]",
            "click[#1]",
            "click[#2]",
            "glass ; click[#2]",
            "choose[red]",
            "choose[blue]",
            "choose[l]",
            "next[]",
            "prev[]",
            "back[]",
            "nonsense",
            "it costs 239");

    @Test
    void aRestoredEpisodeGoesOnAsItWould() {
        Session session = Session.english();
        session.say("search[norvik kettle | max 245]", "click[#5]", "choose[red]");
        ShopState snapshot = session.environment.snapshot();
        StepResult first = finish(session);
        session.environment.restore(snapshot);
        assertThat(finish(session)).isEqualTo(first);
        Session other = Session.english();
        other.environment.restore(snapshot);
        assertThat(finish(other)).isEqualTo(first);
    }

    private static StepResult finish(Session session) {
        return session.say("choose[l]", "buy[]");
    }

    @Test
    void statesAreEqualIfAndOnlyIfTheirHashesAre() {
        var random = new SplittableRandom(5);
        var hashes = new HashMap<ShopState, String>();
        for (int episode = 0; episode < 200; episode++) {
            Session session = Session.english();
            for (int turn = 0; turn < 6 && !session.environment.snapshot().done(); turn++) {
                session.say(REPLIES.get(random.nextInt(REPLIES.size())));
                String hash = session.environment.stateHash();
                assertThat(hashes.merge(session.environment.snapshot(), hash, (old, same) -> old))
                        .isEqualTo(hash);
            }
        }
        assertThat(new HashSet<>(hashes.values()).size()).isEqualTo(hashes.size());
        assertThat(hashes.size()).isGreaterThan(150);
    }

    @Test
    void equalHashesHaveEqualFutures() {
        var random = new SplittableRandom(7);
        var futures = new HashMap<String, List<StepResult>>();
        int met = 0;
        for (int episode = 0; episode < 400; episode++) {
            Session session = Session.english();
            session.say(pick(random), pick(random));
            String hash = session.environment.stateHash();
            var future = new ArrayList<StepResult>();
            for (String reply : List.of("click[#1]", "choose[red]", "choose[l]", "buy[]")) {
                future.add(session.environment.snapshot().done() ? future.getLast() : session.say(reply));
            }
            List<StepResult> known = futures.putIfAbsent(hash, future);
            met += known == null ? 0 : 1;
            assertThat(future).isEqualTo(known == null ? future : known);
        }
        assertThat(met).isPositive();
    }

    @Test
    void settingsAndTaskAreInTheHash() {
        var plain = ShopSettings.of(Language.EN);
        assertThat(List.of(
                        hash(plain),
                        hash(plain.withTurnLimit(29)),
                        hash(plain.withInvalidLimit(4)),
                        hash(plain.withPageSize(5)),
                        hash(ShopSettings.of(Language.ZH))))
                .doesNotHaveDuplicates();
        assertThat(hash(plain)).isEqualTo(hash(plain)).hasSize(64);
    }

    private static String hash(ShopSettings settings) {
        return Session.of(settings).environment.stateHash();
    }

    private static String pick(SplittableRandom random) {
        return REPLIES.get(random.nextInt(REPLIES.size()));
    }
}
