package dev.lathe.shop.session;

import dev.lathe.core.Message;
import dev.lathe.core.Metrics;
import dev.lathe.core.Observation;
import dev.lathe.core.SnapshotEnvironment;
import dev.lathe.core.StepResult;
import dev.lathe.shop.Persona;
import dev.lathe.shop.Purchase;
import dev.lathe.shop.ShopAction;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.World;
import dev.lathe.shop.action.Reading;
import dev.lathe.shop.dialogue.DialogueWords;
import dev.lathe.shop.dialogue.Shopper;
import dev.lathe.shop.session.Page.Item;
import dev.lathe.shop.session.Page.Results;
import dev.lathe.shop.session.PageMachine.Move;
import dev.lathe.shop.session.ShopState.Counts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets an agent shop in text. The reward is the strict score of the purchase; without a purchase every score is 0. An action that
 * cannot be done costs a turn and is answered with why, and with what can be done.
 *
 * <p>At the end the info holds {@code loose, strict, success, type, attributes, options, price, bought, turns, invalid_actions,
 * items_opened, verified, searches}. {@code verified} is the share of the constraints whose true value was shown and that the agent
 * stated before buying.
 */
public final class ShopEnvironment implements SnapshotEnvironment<ShopTask, ShopState> {
    private final World world;
    private final ShopSettings settings;
    private final PageMachine machine;
    private final PageRenderer renderer;
    private final Statements statements;
    private final ItemPages items;
    private final Hints hints;
    private final @Nullable Shopper shopper;
    private @Nullable ShopState state;
    private String refusal = "";

    /** Opens a session in which there is nobody to ask; any number of sessions share a shop. */
    public ShopEnvironment(Shop shop, ShopSettings settings) {
        this(shop, settings, null);
    }

    /**
     * Opens a session.
     *
     * @param shopper answers in tasks that have a shopper, or null if there is nobody to ask
     */
    public ShopEnvironment(Shop shop, ShopSettings settings, @Nullable Shopper shopper) {
        this.shopper = shopper;
        this.world = shop.world();
        this.settings = settings;
        this.machine = new PageMachine(shop, settings.language(), settings.pageSize());
        this.renderer = new PageRenderer(world, settings.language(), settings.format(), machine);
        this.statements = new Statements(world, settings.language());
        this.items = new ItemPages(world, settings.language());
        this.hints = new Hints(world, machine, items);
    }

    /** {@inheritDoc} Nothing in the shop is random, so the seed changes nothing. */
    @Override
    public Observation reset(ShopTask task, long seed) {
        state = ShopState.start(task);
        refusal = "";
        Persona persona = task.disclosure().persona();
        Message request = Message.user(
                persona == null
                        ? task.instruction()
                        : task.instruction() + "\n" + ProfilePage.text(world, settings.language(), persona));
        return settings.guide()
                ? new Observation(List.of(Message.system(Guide.text(settings)), request))
                : new Observation(List.of(request));
    }

    @Override
    public StepResult step(String reply) {
        ShopState heard = heard(running(), reply);
        refusal = "";
        return switch (move(heard.page(), reply)) {
            case Move.Bought(Item item) -> bought(heard, item);
            case Move.Refused(Refusal why) -> refused(heard, why);
            case Move.Searched(Results page) -> shown(heard, heard.counts().plusSearch(), page, renderer.page(page));
            case Move.Turned(Results page) -> shown(heard, heard.counts(), page, renderer.page(page));
            case Move.Opened(Item page) -> shown(heard, heard.counts().plusOpened(), page, renderer.page(page));
            case Move.Chosen(Item page, int axis) -> shown(heard, heard.counts(), page, renderer.chosen(page, axis));
            case Move.Left() -> left(heard);
            case Move.Asked(String question) -> asked(heard, question);
            case Move.Proposed(Item item) -> proposed(heard, item);
        };
    }

    /** Lists what can be done now besides searching, for people who play: nothing of it goes into an observation. */
    public List<ShopAction> possible() {
        return hints.on(running().page());
    }

    /** Returns the open item as a purchase; nothing if none is open, an axis has no value yet, or the combination is sold out. */
    public Optional<Purchase> openPurchase() {
        return running().page() instanceof Item item && item.allChosen() && items.inStock(item)
                ? Optional.of(items.purchase(item))
                : Optional.empty();
    }

    /** Returns why the last action could not be done, as a code that is the same in every language; empty if it could. */
    public String refusal() {
        return refusal;
    }

    /** Returns what is on the screen, also after the end. */
    public Screen screen() {
        return switch (current().page()) {
            case Page.Start() -> new Screen.Start();
            case Results results -> screen(results);
            case Item item -> new Screen.Item(screen(item.results()), item.slot(), item.product(), item.choices());
        };
    }

    private Screen.Results screen(Results results) {
        return new Screen.Results(
                results.query(),
                results.maxFen(),
                results.refinement(),
                machine.onPage(results),
                results.number() + 1,
                machine.pages(results));
    }

    @Override
    public ShopState snapshot() {
        return current();
    }

    @Override
    public void restore(ShopState snapshot) {
        state = snapshot;
    }

    @Override
    public String stateHash() {
        return StateHash.of(world.hash(), settings, current());
    }

    @Override
    public void close() {
        state = null;
    }

    private ShopState current() {
        if (state == null) {
            throw new IllegalStateException("no episode runs: call reset first");
        }
        return state;
    }

    private ShopState running() {
        ShopState running = current();
        if (running.done()) {
            throw new IllegalStateException("the episode has ended: call reset first");
        }
        return running;
    }

    private ShopState heard(ShopState before, String reply) {
        ShopState heard = before.withCounts(before.counts().plusTurn());
        if (!(before.page() instanceof Item item)) {
            return heard;
        }
        return heard.withStated(item.product(), statements.in(reply, before.task(), item));
    }

    private Move move(Page page, String reply) {
        return switch (settings.format().read(reply)) {
            case Reading.Understood(var action) when lacksShopper(action) -> new Move.Refused(new Refusal.NoShopper());
            case Reading.Understood(var action) -> machine.move(page, action);
            case Reading.Malformed(var flaw) -> new Move.Refused(new Refusal.BadForm(flaw));
        };
    }

    private StepResult shown(ShopState heard, Counts counts, Page page, String text) {
        return next(heard.withCounts(counts).withPage(page), text);
    }

    private StepResult refused(ShopState heard, Refusal why) {
        refusal = why.code();
        return next(heard.withCounts(heard.counts().plusInvalid()), renderer.refused(heard.page(), why));
    }

    private StepResult asked(ShopState heard, String question) {
        return answered(heard, Objects.requireNonNull(shopper).ask(heard.task(), heard.talk(), question));
    }

    private StepResult proposed(ShopState heard, Item item) {
        return answered(
                heard, Objects.requireNonNull(shopper).propose(heard.task(), heard.talk(), items.purchase(item)));
    }

    /** Returns whether somebody has to be there for an action who is not. */
    private boolean lacksShopper(ShopAction action) {
        boolean talks = action instanceof ShopAction.Ask || action instanceof ShopAction.Propose;
        return talks && (shopper == null || running().task().disclosure().temper() == null);
    }

    private StepResult answered(ShopState heard, Shopper.Reply reply) {
        String speaker = DialogueWords.of(settings.language()).speaker();
        return next(heard.withTalk(reply.talk()), speaker + ": " + reply.text());
    }

    private StepResult left(ShopState heard) {
        state = heard.ended();
        ShopScore score = heard.task().satisfying() == 0 ? ShopScore.ABSTAINED : ShopScore.NOTHING;
        Metrics info = Outcome.metrics(score, false, heard, 0);
        return new StepResult(Observation.NONE, score.strict(), true, false, info);
    }

    private StepResult next(ShopState after, String text) {
        Counts counts = after.counts();
        if (counts.turns() < settings.turnLimit() && counts.invalidActions() < settings.invalidLimit()) {
            state = after;
            return new StepResult(Observation.user(text), 0, false, false, Metrics.NONE);
        }
        state = after.ended();
        return new StepResult(Observation.NONE, 0, false, true, Outcome.metrics(ShopScore.NOTHING, false, after, 0));
    }

    private StepResult bought(ShopState heard, Item item) {
        state = heard.ended();
        Purchase purchase = items.purchase(item);
        ShopScore score = ShopScore.of(world, heard.task(), purchase);
        Metrics info = Outcome.metrics(score, true, heard, Outcome.verified(heard, item))
                .with(Outcome.bySource(heard.task(), purchase));
        return new StepResult(Observation.NONE, score.strict(), true, false, info);
    }
}
