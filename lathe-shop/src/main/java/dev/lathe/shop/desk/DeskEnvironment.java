package dev.lathe.shop.desk;

import dev.lathe.core.Message;
import dev.lathe.core.Metrics;
import dev.lathe.core.Observation;
import dev.lathe.core.SnapshotEnvironment;
import dev.lathe.core.StepResult;
import dev.lathe.shop.Purchase;
import dev.lathe.shop.ShopAction;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.World;
import dev.lathe.shop.action.ActionFormat;
import dev.lathe.shop.action.Reading;
import dev.lathe.shop.desk.DeskVerb.Said;
import dev.lathe.shop.session.Shop;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets an agent run an errand: it browses as in the shop, adds the open item to a cart ({@code add[]}), looks at it ({@code cart[]}),
 * takes things out ({@code remove[#1]}), applies a voucher ({@code voucher[CODE]}), and buys all ({@code checkout[]}); it looks at orders
 * ({@code orders[]}), returns one ({@code return[1042]}), answers ({@code answer[shipped]}) or leaves ({@code leave[]}). Checking out,
 * answering and leaving end the errand, and the reward is 1 if exactly what was asked was done. {@code leave[]} after a return ends well.
 */
public final class DeskEnvironment implements SnapshotEnvironment<DeskTask, DeskState> {
    private static final Pattern NUMBER = Pattern.compile("#?\\s*(\\d{1,6})");

    private final World world;
    private final ShopSettings settings;
    private final ShopEnvironment shop;
    private final DeskPages pages;
    private final DeskWords words;
    private @Nullable DeskState state;
    private String refusal = "";

    /** Opens a session; any number of sessions share a shop. Actions are written as text. */
    public DeskEnvironment(Shop shop, ShopSettings settings) {
        this.world = shop.world();
        this.settings = settings;
        this.shop = new ShopEnvironment(
                shop, settings.withTurnLimit(Integer.MAX_VALUE).withInvalidLimit(Integer.MAX_VALUE));
        this.pages = new DeskPages(world, settings.language());
        this.words = DeskWords.of(settings.language());
    }

    @Override
    public Observation reset(DeskTask task, long seed) {
        var browsing = new ShopTask(task.id(), task.split(), task.language(), task.instruction(), List.of(), 0, 0);
        shop.reset(browsing, seed);
        state = new DeskState(task, shop.snapshot(), task.cart(), null, Deeds.NONE, 0, 0, false);
        Message request = Message.user(task.instruction());
        return settings.guide()
                ? new Observation(
                        List.of(Message.system(DeskGuide.text(settings.language(), settings.turnLimit())), request))
                : new Observation(List.of(request));
    }

    @Override
    public StepResult step(String reply) {
        DeskState heard = running().plusTurn();
        refusal = "";
        Optional<Said> said = DeskVerb.last(reply);
        return said.isPresent() ? atDesk(heard, said.get()) : browse(heard, reply);
    }

    private StepResult browse(DeskState heard, String reply) {
        boolean buys = ActionFormat.TEXT.read(reply) instanceof Reading.Understood(ShopAction.Buy());
        if (buys) {
            return refused(heard, "errands_check_out", "add[] checkout[]");
        }
        StepResult result = shop.step(reply);
        refusal = shop.refusal();
        DeskState after = heard.withBrowsing(shop.snapshot());
        return next(refusal.isEmpty() ? after : after.plusInvalid(), result.observation());
    }

    private StepResult atDesk(DeskState heard, Said said) {
        return switch (said.verb()) {
            case ADD -> add(heard);
            case CART -> shown(heard, cart(heard));
            case REMOVE -> remove(heard, number(said.argument()));
            case VOUCHER -> voucher(heard, said.argument());
            case CHECKOUT -> checkout(heard);
            case ORDERS -> shown(heard, pages.orders(heard.task().orders()));
            case RETURN -> giveBack(heard, number(said.argument()));
            case ANSWER ->
                ended(heard.did(new Deeds(
                        heard.deeds().bought(),
                        heard.deeds().totalFen(),
                        heard.deeds().returned(),
                        said.argument())));
            case LEAVE -> ended(heard);
        };
    }

    private String cart(DeskState heard) {
        return pages.cart(heard.cart(), heard.voucher(), heard.task().vouchers());
    }

    private StepResult add(DeskState heard) {
        Optional<Purchase> open = shop.openPurchase();
        if (open.isEmpty()) {
            return refused(heard, "not_all_chosen", "click[] choose[]");
        }
        var line = new CartLine(open.get().product().index(), open.get().chosen());
        return shown(heard.plus(line), words.added() + " " + pages.line(line));
    }

    private StepResult remove(DeskState heard, int place) {
        if (place < 1 || place > heard.cart().size()) {
            return refused(heard, "no_such_line", "cart[]");
        }
        String line = pages.line(heard.cart().get(place - 1));
        return shown(heard.minus(place - 1), words.removed() + " " + line);
    }

    private StepResult voucher(DeskState heard, String code) {
        for (Voucher voucher : heard.task().vouchers()) {
            if (voucher.code().equalsIgnoreCase(code)) {
                DeskState applied = heard.with(voucher);
                return shown(applied, cart(applied));
            }
        }
        return refused(heard, "no_such_voucher", "cart[]");
    }

    private StepResult checkout(DeskState heard) {
        if (heard.cart().isEmpty()) {
            return refused(heard, "empty_cart", "add[]");
        }
        int total = pages.total(heard.cart(), heard.voucher());
        return ended(heard.did(new Deeds(heard.cart(), total, heard.deeds().returned(), "")));
    }

    private StepResult giveBack(DeskState heard, int number) {
        for (PastOrder order : heard.task().orders()) {
            if (order.number() == number
                    && order.returnable()
                    && !heard.deeds().returned().contains(number)) {
                List<Integer> returned = new ArrayList<>(heard.deeds().returned());
                returned.add(number);
                DeskState after = heard.did(
                        new Deeds(heard.deeds().bought(), heard.deeds().totalFen(), returned, ""));
                return shown(after, words.returned().formatted(number));
            }
        }
        refusal = "not_returnable";
        return next(heard.plusInvalid(), Observation.user(words.notReturnable().formatted(Math.max(0, number))));
    }

    private static int number(String argument) {
        Matcher matcher = NUMBER.matcher(argument);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    private StepResult shown(DeskState after, String page) {
        return next(after, Observation.user(page));
    }

    /** Returns why the last action could not be done, as a code that is the same in every language; empty if it could. */
    public String refusal() {
        return refusal;
    }

    private StepResult refused(DeskState heard, String code, String allowed) {
        refusal = code;
        return next(heard.plusInvalid(), Observation.user(words.invalid() + " " + allowed));
    }

    private StepResult next(DeskState after, Observation page) {
        if (after.turns() < settings.turnLimit() && after.invalid() < settings.invalidLimit()) {
            state = after;
            return new StepResult(page, 0, false, false, Metrics.NONE);
        }
        state = after.ended();
        return new StepResult(Observation.NONE, 0, false, true, outcome(after, 0));
    }

    private StepResult ended(DeskState after) {
        state = after.ended();
        double success = after.task().goal().met(world, after.deeds()) ? 1 : 0;
        return new StepResult(Observation.NONE, success, true, false, outcome(after, success));
    }

    private static Metrics outcome(DeskState end, double success) {
        return Metrics.of("success", success)
                .with("bought", end.deeds().bought().size())
                .with("returned", end.deeds().returned().size())
                .with("turns", end.turns())
                .with("invalid_actions", end.invalid());
    }

    /** Returns what is on the screen, also after the end. */
    public DeskScreen screen() {
        DeskState now = current();
        return new DeskScreen(
                shop.screen(),
                now.cart(),
                now.task().vouchers(),
                now.voucher(),
                pages.shipping(now.cart()),
                pages.total(now.cart(), now.voucher()),
                now.task().orders(),
                now.deeds().returned());
    }

    @Override
    public DeskState snapshot() {
        return current();
    }

    @Override
    public void restore(DeskState snapshot) {
        state = snapshot;
        shop.restore(snapshot.browsing());
    }

    @Override
    public String stateHash() {
        DeskState now = current();
        String own = "%s %s %s %d %d %b"
                .formatted(now.cart(), now.voucher(), now.deeds(), now.turns(), now.invalid(), now.done());
        return UUID.nameUUIDFromBytes(own.getBytes(StandardCharsets.UTF_8)) + shop.stateHash();
    }

    private DeskState current() {
        if (state == null) {
            throw new IllegalStateException("no errand runs: call reset first");
        }
        return state;
    }

    private DeskState running() {
        DeskState running = current();
        if (running.done()) {
            throw new IllegalStateException("the errand has ended: call reset first");
        }
        return running;
    }

    @Override
    public void close() {
        state = null;
        shop.close();
    }
}
