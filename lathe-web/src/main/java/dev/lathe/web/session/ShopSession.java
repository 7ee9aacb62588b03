package dev.lathe.web.session;

import dev.lathe.core.DisplayName;
import dev.lathe.core.Message;
import dev.lathe.core.Observation;
import dev.lathe.core.StepResult;
import dev.lathe.serve.http.ApiError;
import dev.lathe.serve.http.Check;
import dev.lathe.shop.action.ActionFormat;
import dev.lathe.shop.action.Reading;
import dev.lathe.shop.desk.DeskScreen;
import dev.lathe.shop.session.Screen;
import dev.lathe.shop.session.ShopSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Is one episode of one client, step by numbered step. */
public final class ShopSession {
    /** Holds all that a later return to this moment needs. */
    private record Moment(
            Seat.Memory state,
            List<String> replies,
            @Nullable Stepped last) {}

    private final int mostSnapshots;
    private final Map<String, Moment> snapshots = new HashMap<>();
    private Seat seat;
    private List<Message> first;
    private List<String> replies = new ArrayList<>();
    private @Nullable Stepped last;

    ShopSession(Seat seat, int mostSnapshots) {
        this.mostSnapshots = mostSnapshots;
        this.seat = seat;
        this.first = seat.begin();
    }

    synchronized ShopSettings settings() {
        return seat.settings();
    }

    /** Begins another episode, and forgets the states of the one before. */
    synchronized void again(Seat other) {
        seat = other;
        first = other.begin();
        replies = new ArrayList<>();
        last = null;
        snapshots.clear();
    }

    synchronized Stepped step(StepOrder order) {
        String reply = reply(order);
        int next = replies.size() + 1;
        int number = order.step() == null ? next : order.step();
        if (number == next - 1 && last != null) {
            return repeated(reply, last);
        }
        if (last != null && last.done()) {
            throw conflict("episode_ended", "The episode has ended with step %d.".formatted(next - 1));
        }
        if (number != next) {
            throw conflict("out_of_order", "The next step is %d, not %d.".formatted(next, number));
        }
        StepResult result = seat.step(reply);
        replies.add(reply);
        last = stepped(number, result);
        return last;
    }

    private Stepped repeated(String reply, Stepped answer) {
        if (!reply.equals(replies.getLast())) {
            throw conflict("another_action", "Step %d was made already, with another action.".formatted(answer.step()));
        }
        return answer;
    }

    private Stepped stepped(int number, StepResult result) {
        return new Stepped(
                number,
                text(result.observation()),
                seat.refusal().isEmpty() ? null : seat.refusal(),
                result.reward(),
                result.terminated(),
                result.truncated(),
                result.done() ? result.info().values() : null);
    }

    private String reply(StepOrder order) {
        if (order.call() == null) {
            return Check.present("action", order.action());
        }
        if (order.action() != null) {
            throw Check.invalid("call", "expected either action or call, but got both");
        }
        String call = order.call().action();
        return ActionFormat.JSON.read(call) instanceof Reading.Understood(var action)
                ? seat.settings().format().write(action)
                : call;
    }

    static String text(Observation observation) {
        return observation.messages().stream().map(Message::content).collect(Collectors.joining("\n"));
    }

    synchronized String snapshot() {
        if (snapshots.size() >= mostSnapshots) {
            throw conflict("too_many_snapshots", "A session keeps at most %d snapshots.".formatted(mostSnapshots));
        }
        String name = "s" + (snapshots.size() + 1);
        snapshots.put(name, moment());
        return name;
    }

    synchronized void restore(String name) {
        resume(remembered(name));
    }

    private Moment remembered(String name) {
        Moment moment = snapshots.get(name);
        if (moment == null) {
            throw ApiError.of(
                    ApiError.Kind.NOT_FOUND, "snapshot", "unknown_snapshot", "The session has no such snapshot.");
        }
        return moment;
    }

    /**
     * Returns another session at the same place.
     *
     * @param snapshot where it begins; here if null
     */
    synchronized ShopSession fork(@Nullable String snapshot) {
        Moment moment = snapshot == null ? moment() : remembered(snapshot);
        var fork = new ShopSession(seat.beside(), mostSnapshots);
        fork.resume(moment);
        return fork;
    }

    private Moment moment() {
        return new Moment(seat.remember(), List.copyOf(replies), last);
    }

    private void resume(Moment moment) {
        seat.recall(moment.state());
        replies = new ArrayList<>(moment.replies());
        last = moment.last();
    }

    /** Returns the outcome, which nobody may know before the end. */
    synchronized Map<String, Double> score() {
        if (last == null || last.score() == null) {
            throw conflict("not_ended", "There is no score before the end of the episode.");
        }
        return last.score();
    }

    synchronized Status status(String id) {
        return new Status(id, seat.task(), replies.size(), last != null && last.done(), seat.stateHash());
    }

    synchronized Opened opened(String id, long leaseSeconds) {
        return new Opened(
                id,
                seat.task(),
                seat.instruction(),
                DisplayName.of(seat.settings().language()),
                DisplayName.of(seat.settings().format()),
                replies.size(),
                seat.settings().turnLimit(),
                leaseSeconds,
                first.stream()
                        .map(message ->
                                new Opened.Said(message.role().name().toLowerCase(Locale.ROOT), message.content()))
                        .toList());
    }

    /** Returns what is on the screen, for those who draw it. */
    synchronized Sight sight() {
        String request = first.getLast().content();
        String said = seat.instruction();
        return new Sight(
                seat.task(),
                said,
                request.equals(said) ? null : request.substring(said.length()).strip(),
                seat instanceof Seat.InShop shop && shop.wanted().disclosure().temper() != null,
                seat.settings(),
                seat.screen(),
                seat instanceof Seat.AtDesk desk ? desk.environment().screen() : null,
                replies.size(),
                last);
    }

    /**
     * Holds what those who draw a session see.
     *
     * @param request what the customer said first
     * @param profile what is known of the customer, or null
     * @param shopper whether the customer can be asked
     * @param desk cart and orders, or null where a session has none
     * @param step the number of the last step
     * @param last the answer to the last step, or null before the first
     */
    public record Sight(
            String task,
            String request,
            @Nullable String profile,
            boolean shopper,
            ShopSettings settings,
            Screen screen,
            @Nullable DeskScreen desk,
            int step,
            @Nullable Stepped last) {}

    /**
     * Returns what was done in an episode that has ended.
     *
     * @throws ApiError if it has not ended
     */
    synchronized Deed deed() {
        score();
        return new Deed(seat.beside(), List.copyOf(replies));
    }

    /**
     * Holds what was done, step by step.
     *
     * @param seat another at the same task: it tells the goal, and stays on this side of the wire
     * @param replies what the client did
     */
    public record Deed(Seat seat, List<String> replies) {}

    private static ApiError conflict(String code, String message) {
        return ApiError.of(ApiError.Kind.CONFLICT, "step", code, message);
    }
}
