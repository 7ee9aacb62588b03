package dev.lathe.web.session;

import dev.lathe.serve.http.ApiError;
import dev.lathe.serve.http.Check;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.action.ActionFormat;
import dev.lathe.shop.desk.DeskTask;
import dev.lathe.shop.session.ShopSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds the sessions of all clients over one shop. Every method throws {@link ApiError} with a code for what a client does wrong. Any
 * thread may use it; the steps of one session wait for each other, those of several do not.
 */
public final class ShopService {
    private static final int MOST_TURNS = 1000;
    private static final int MOST_LISTED = 1000;
    private static final int ERRAND_TURNS = 60;

    private final ShopFloor floor;
    private final SessionLimits limits;
    private final Leases<ShopSession> sessions;

    /** Begins without sessions. */
    public ShopService(ShopFloor floor, SessionLimits limits, InstantSource clock) {
        this.floor = floor;
        this.limits = limits;
        this.sessions = new Leases<>("session", limits.sessions(), limits.lease(), clock);
    }

    public ShopFloor floor() {
        return floor;
    }

    /** Returns how many sessions there are. */
    public int open() {
        return sessions.taken();
    }

    /** Opens a session. */
    public Opened open(SessionOrder order) {
        Seat seat = seat(order);
        String id = sessions.take(() -> new ShopSession(seat, limits.snapshots()));
        return opened(id);
    }

    private Seat seat(SessionOrder order) {
        if (order.errand() != null || (order.task() != null && ErrandBook.owns(order.task()))) {
            return errand(order);
        }
        ShopTask task = order.task() == null
                ? floor.tasks().at(order.shelf(), order.number())
                : floor.tasks().find(order.task());
        return Seat.InShop.of(floor, settings(order, ShopSettings.of(task.language())), task);
    }

    private Seat errand(SessionOrder order) {
        DeskTask errand = order.task() == null
                ? floor.errands().at(Check.present("errand", order.errand()), order.shelf(), order.number())
                : floor.errands().find(order.task());
        ShopSettings settings =
                settings(order, ShopSettings.of(errand.language()).withTurnLimit(ERRAND_TURNS));
        if (settings.format() != ActionFormat.TEXT) {
            throw Check.invalid("format", "expected text: errands are run in it alone");
        }
        return Seat.AtDesk.of(floor, settings, errand);
    }

    private static ShopSettings settings(SessionOrder order, ShopSettings usual) {
        ActionFormat format = order.format() == null
                ? usual.format()
                : TaskBook.named("format", order.format(), ActionFormat.values());
        ShopSettings settings = usual.withFormat(format)
                .withTurnLimit(Check.range("turn_limit", order.turnLimit(), 1, MOST_TURNS, usual.turnLimit()));
        return Boolean.TRUE.equals(order.guide()) ? settings.withGuide() : settings;
    }

    private Opened opened(String id) {
        return sessions.use(id).opened(id, limits.lease().toSeconds());
    }

    /**
     * Begins another episode in a session, on another task of its shelf.
     *
     * @param number the place of the task there, modulo how many there are: a million of those that are made
     */
    public Opened again(String id, TaskBook.Shelf shelf, long number) {
        ShopTask task =
                floor.tasks().at(shelf, Math.floorMod(number, floor.tasks().size(shelf)));
        ShopSettings settings = sessions.use(id).settings();
        sessions.use(id).again(Seat.InShop.of(floor, settings, task));
        return opened(id);
    }

    /** Makes a step, or answers one again that was made already. */
    public Stepped step(String id, StepOrder order) {
        return sessions.use(id).step(order);
    }

    public Status status(String id) {
        return sessions.use(id).status(id);
    }

    /** Remembers the state of a session under a name. */
    public String snapshot(String id) {
        return sessions.use(id).snapshot();
    }

    /** Returns to a state that was remembered; the next step has the number that it had then. */
    public Status restore(String id, String snapshot) {
        ShopSession session = sessions.use(id);
        session.restore(snapshot);
        return session.status(id);
    }

    /**
     * Opens a session that begins where another stands.
     *
     * @param snapshot a state that the other remembers; its present one if null
     */
    public Opened fork(String id, @Nullable String snapshot) {
        ShopSession fork = sessions.use(id).fork(snapshot);
        return opened(sessions.take(() -> fork));
    }

    /** Returns the outcome of an episode that has ended. */
    public Map<String, Double> score(String id) {
        return sessions.use(id).score();
    }

    /** Returns what is on the screen of a session, for those who draw it. */
    public ShopSession.Sight sight(String id) {
        return sessions.use(id).sight();
    }

    /** Returns what was done in an episode that has ended. */
    public ShopSession.Deed deed(String id) {
        return sessions.use(id).deed();
    }

    /** Ends a session and frees its place. */
    public void close(String id) {
        sessions.giveBack(id);
    }

    /** Lists tasks, 100 if {@code count} is null. */
    public List<TaskEntry> list(TaskBook.Shelf shelf, @Nullable Integer from, @Nullable Integer count) {
        return floor.tasks()
                .list(
                        shelf,
                        Check.range("from", from, 0, MOST_LISTED * (MOST_LISTED - 1), 0),
                        Check.range("count", count, 0, MOST_LISTED, 100));
    }
}
