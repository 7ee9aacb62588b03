package dev.lathe.web.replay;

import dev.lathe.core.DisplayName;
import dev.lathe.core.Message;
import dev.lathe.core.StepResult;
import dev.lathe.core.Trajectory;
import dev.lathe.core.Trajectory.EndReason;
import dev.lathe.shop.Language;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.desk.DeskTask;
import dev.lathe.shop.desk.ErrandExaminer;
import dev.lathe.shop.desk.ErrandExaminer.Examined;
import dev.lathe.shop.dialogue.Kinds;
import dev.lathe.shop.session.Diagnosis;
import dev.lathe.shop.session.ReplayStep;
import dev.lathe.shop.session.ShopSettings;
import dev.lathe.shop.session.Taxonomy;
import dev.lathe.shop.shopper.FatalStep;
import dev.lathe.web.page.ErrandView;
import dev.lathe.web.page.ErrandViews;
import dev.lathe.web.page.ScreenViews;
import dev.lathe.web.page.WishView;
import dev.lathe.web.page.WishViews;
import dev.lathe.web.replay.Replay.Finding;
import dev.lathe.web.replay.Replay.Frame;
import dev.lathe.web.session.Seat;
import dev.lathe.web.session.ShopFloor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plays episodes again in a shop, and says at each step how far the wishes were met. */
public final class Replayer {
    /** What of an outcome must be as it was. */
    private static final List<String> SCORES = List.of("strict", "success");

    private final ShopFloor floor;

    public Replayer(ShopFloor floor) {
        this.floor = floor;
    }

    ShopFloor floor() {
        return floor;
    }

    /** Plays a stored trajectory again. */
    Replay of(String title, Seat seat, Trajectory stored) {
        List<String> replies =
                stored.chunks().stream().map(chunk -> chunk.actionText()).toList();
        Replay replay = of(title, seat, replies, stored.end() == EndReason.TOKEN_LIMIT ? "stopped" : "lost");
        return new Replay(
                replay.title(),
                replay.task(),
                replay.language(),
                replay.instruction(),
                replay.frames(),
                replay.end(),
                replay.score(),
                replay.findings(),
                replay.fatal(),
                isFaithful(stored, replay));
    }

    private static boolean isFaithful(Trajectory stored, Replay replay) {
        if (stored.chunks().size() != replay.frames().size()
                || SCORES.stream().anyMatch(name -> differs(stored.outcome().find(name), replay, name))) {
            return false;
        }
        for (int i = 0; i < replay.frames().size(); i++) {
            String then = stored.chunks().get(i).observationText();
            if (!then.contains(replay.frames().get(i).saw())) {
                return false;
            }
        }
        return true;
    }

    private static boolean differs(OptionalDouble then, Replay replay, String name) {
        return then.isPresent()
                && !Objects.equals(then.getAsDouble(), replay.score().get(name));
    }

    /** Plays an episode again that has ended. */
    Replay of(String title, Seat seat, List<String> replies) {
        return of(title, seat, replies, "lost");
    }

    /**
     * Plays replies again, until they end or the episode does.
     *
     * @param unfinished how an episode has ended that the shop did not end
     */
    private Replay of(String title, Seat seat, List<String> replies, String unfinished) {
        Language language = seat.settings().language();
        var views = new ScreenViews(floor.shop(), language);
        List<Frame> frames = new ArrayList<>();
        String end = unfinished;
        Map<String, Double> score = Map.of();
        seat.begin();
        for (String reply : replies) {
            StepResult result = seat.step(reply);
            frames.add(new Frame(
                    frames.size() + 1,
                    reply,
                    text(result),
                    seat.refusal().isEmpty() ? null : seat.refusal(),
                    views.of(seat.screen()),
                    errand(seat),
                    wishes(seat)));
            if (result.done()) {
                score = new LinkedHashMap<>(result.info().values());
                end = end(seat, result);
                break;
            }
        }
        Diagnosis diagnosis = diagnosis(seat, replies, end.equals("lost"));
        return new Replay(
                title,
                seat.task(),
                DisplayName.of(language),
                seat.instruction(),
                frames,
                end,
                score,
                diagnosis.findings().stream()
                        .map(finding -> new Finding(DisplayName.of(finding.kind()), finding.step() + 1))
                        .toList(),
                diagnosis.firstFatal() < 0 ? null : diagnosis.firstFatal() + 1,
                true);
    }

    private @Nullable ErrandView errand(Seat seat) {
        return seat instanceof Seat.AtDesk desk
                ? new ErrandViews(floor.world(), desk.settings().language())
                        .of(desk.environment().screen())
                : null;
    }

    private List<WishView> wishes(Seat seat) {
        return switch (seat) {
            case Seat.InShop shop ->
                new WishViews(floor.world(), shop.wanted().language()).of(shop.wanted(), shop.screen());
            case Seat.AtDesk desk ->
                new ErrandWishes(floor.world(), desk.errand())
                        .of(desk.environment().snapshot(), desk.environment().screen());
        };
    }

    private Diagnosis diagnosis(Seat seat, List<String> replies, boolean lost) {
        return switch (seat) {
            case Seat.InShop shop -> diagnosis(shop.wanted(), shop.settings(), replies, lost);
            case Seat.AtDesk desk -> diagnosis(desk.errand(), desk.settings(), replies, lost);
        };
    }

    private Diagnosis diagnosis(DeskTask errand, ShopSettings settings, List<String> replies, boolean lost) {
        var examiner = new ErrandExaminer(floor.shop());
        Examined examined =
                lost ? examiner.lost(errand, settings, replies) : examiner.examine(errand, settings, replies);
        return examined.diagnosis();
    }

    private Diagnosis diagnosis(ShopTask task, ShopSettings settings, List<String> replies, boolean lost) {
        var kinds = new Kinds(floor.world(), task.language(), floor.reader(task.language()));
        var taxonomy = new Taxonomy(floor.world(), task, settings.pageSize(), kinds);
        try (var environment = floor.environment(settings)) {
            List<ReplayStep> steps = dev.lathe.shop.session.Replay.of(environment, settings.format(), task, replies);
            if (lost) {
                return taxonomy.lost(steps);
            }
            int fatal = FatalStep.of(environment, () -> Oracle.knowing(floor, task, settings.format()), steps);
            return taxonomy.of(steps).withFirstFatal(fatal);
        }
    }

    private static String end(Seat seat, StepResult result) {
        if (result.truncated()) {
            return "limit";
        }
        return switch (seat) {
            case Seat.InShop shop -> result.info().get("bought") == 1 ? "bought" : "left";
            case Seat.AtDesk desk -> "done";
        };
    }

    private static String text(StepResult result) {
        return result.observation().messages().stream().map(Message::content).collect(Collectors.joining("\n"));
    }
}
