package dev.lathe.web.replay;

import dev.lathe.core.DisplayName;
import dev.lathe.core.Message;
import dev.lathe.core.StepResult;
import dev.lathe.core.Trajectory;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.dialogue.Kinds;
import dev.lathe.shop.session.Diagnosis;
import dev.lathe.shop.session.ReplayStep;
import dev.lathe.shop.session.ShopSettings;
import dev.lathe.shop.session.Taxonomy;
import dev.lathe.shop.shopper.FatalStep;
import dev.lathe.web.page.ScreenViews;
import dev.lathe.web.replay.Replay.Finding;
import dev.lathe.web.replay.Replay.Frame;
import dev.lathe.web.session.ShopFloor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Plays episodes again in a shop, and says at each step how far the wishes were met. */
public final class Replayer {
    private final ShopFloor floor;

    public Replayer(ShopFloor floor) {
        this.floor = floor;
    }

    ShopFloor floor() {
        return floor;
    }

    /** Plays a stored trajectory again. */
    Replay of(String title, ShopTask task, ShopSettings settings, Trajectory stored) {
        List<String> replies =
                stored.chunks().stream().map(chunk -> chunk.actionText()).toList();
        Replay replay = of(title, task, settings, replies);
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
        Double before = stored.outcome().values().get("strict");
        if (stored.chunks().size() != replay.frames().size()
                || (before != null && !before.equals(replay.score().get("strict")))) {
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

    /** Plays replies again, until they end or the episode does. */
    public Replay of(String title, ShopTask task, ShopSettings settings, List<String> replies) {
        var views = new ScreenViews(floor.shop(), task.language());
        var wishes = new Wishes(floor.world(), task.language());
        List<Frame> frames = new ArrayList<>();
        String end = "stopped";
        Map<String, Double> score = Map.of();
        try (var environment = floor.environment(settings)) {
            environment.reset(task, 0);
            for (String reply : replies) {
                StepResult result = environment.step(reply);
                frames.add(new Frame(
                        frames.size() + 1,
                        reply,
                        text(result),
                        environment.refusal().isEmpty() ? null : environment.refusal(),
                        views.of(environment.screen()),
                        wishes.of(task, environment.screen())));
                if (result.done()) {
                    score = new LinkedHashMap<>(result.info().values());
                    end = end(result);
                    break;
                }
            }
        }
        Diagnosis diagnosis = diagnosis(task, settings, replies);
        return new Replay(
                title,
                task.id(),
                DisplayName.of(task.language()),
                task.instruction(),
                frames,
                end,
                score,
                diagnosis.findings().stream()
                        .map(finding -> new Finding(DisplayName.of(finding.kind()), finding.step() + 1))
                        .toList(),
                diagnosis.firstFatal() < 0 ? null : diagnosis.firstFatal() + 1,
                true);
    }

    private Diagnosis diagnosis(ShopTask task, ShopSettings settings, List<String> replies) {
        var kinds = new Kinds(floor.world(), task.language(), floor.reader(task.language()));
        var taxonomy = new Taxonomy(floor.world(), task, settings.pageSize(), kinds);
        try (var environment = floor.environment(settings)) {
            List<ReplayStep> steps = dev.lathe.shop.session.Replay.of(environment, settings.format(), task, replies);
            int fatal = FatalStep.of(environment, () -> Oracle.knowing(floor, task, settings.format()), steps);
            return taxonomy.of(steps).withFirstFatal(fatal);
        }
    }

    private static String end(StepResult result) {
        if (result.truncated()) {
            return "limit";
        }
        return result.info().get("bought") == 1 ? "bought" : "left";
    }

    private static String text(StepResult result) {
        return result.observation().messages().stream().map(Message::content).collect(Collectors.joining("\n"));
    }
}
