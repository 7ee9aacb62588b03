package dev.lathe.shop.desk;

import dev.lathe.core.DisplayName;
import dev.lathe.core.Seeds;
import dev.lathe.shop.Ambiguity;
import dev.lathe.shop.Constraint;
import dev.lathe.shop.Difficulty;
import dev.lathe.shop.Language;
import dev.lathe.shop.Listing;
import dev.lathe.shop.Product;
import dev.lathe.shop.Purchase;
import dev.lathe.shop.ScenarioTasks;
import dev.lathe.shop.Split;
import dev.lathe.shop.World;
import dev.lathe.shop.action.Amount;
import dev.lathe.shop.desk.Goal.Bought;
import dev.lathe.shop.desk.PastOrder.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Makes errands of every family; each can be done, and one way to do it is kept. Immutable. */
public final class DeskTasks {
    /** Most orders are delivered, so that returns are often allowed. */
    private static final List<Status> STATUSES =
            List.of(Status.PACKED, Status.SHIPPED, Status.DELIVERED, Status.DELIVERED, Status.CANCELLED);

    private static final int FEN = 100;
    private static final int STRIDE = 7919;
    private static final int MOST_TRIED = 6_000;
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private final World world;
    private final ScenarioTasks wishes;
    private final long seed;

    /**
     * Makes errands from a seed.
     *
     * @param wishes says what is wished of single things, in the splits of the world
     */
    public DeskTasks(World world, ScenarioTasks wishes, long seed) {
        this.world = world;
        this.wishes = wishes;
        this.seed = Seeds.of(seed, "desk");
    }

    /** Returns one of any number of errands of a family. */
    public DeskTask task(DeskFamily family, Split split, Language language, int number) {
        var random = new SplittableRandom(Seeds.of(Seeds.of(seed, family + " " + split), number));
        var draft = new Draft(family, split, language, number, random);
        return switch (family) {
            case BUNDLE -> bundle(draft);
            case VOUCHER -> voucher(draft);
            case CART -> cart(draft);
            case SUBSTITUTION -> substitution(draft);
            case RETURN -> giveBack(draft);
            case ORDER_STATUS -> status(draft);
        };
    }

    /** Holds what every errand begins with. */
    private record Draft(DeskFamily family, Split split, Language language, int number, SplittableRandom random) {
        DeskWords words() {
            return DeskWords.of(language);
        }

        DeskTask task(
                String instruction,
                Goal goal,
                List<CartLine> cart,
                List<Voucher> vouchers,
                List<PastOrder> orders,
                List<CartLine> solution) {
            String id = String.format(
                    Locale.ROOT,
                    "desk-%s-%s-%s-%06d",
                    DisplayName.of(family),
                    DisplayName.of(split),
                    DisplayName.of(language),
                    number);
            return new DeskTask(id, family, split, language, instruction, goal, cart, vouchers, orders, solution);
        }
    }

    private List<Constraint> item(Split split, int number) {
        return wishes.wishes(split, Difficulty.EASY, number);
    }

    private DeskTask bundle(Draft draft) {
        for (int first = draft.number(); ; first += STRIDE) {
            List<Constraint> one = item(draft.split(), first);
            for (int second = first + 1; second < first + MOST_TRIED; second++) {
                List<Constraint> other = item(draft.split(), second);
                if (other.get(1).equals(one.get(1)) && !other.getFirst().equals(one.getFirst())) {
                    Optional<List<CartLine>> pair = sameShop(one, other);
                    if (pair.isPresent()) {
                        return bundle(draft, List.of(one, other), pair.get());
                    }
                }
            }
        }
    }

    private DeskTask bundle(Draft draft, List<List<Constraint>> items, List<CartLine> solution) {
        StringBuilder text = new StringBuilder(draft.words().bundle().formatted(items.size()));
        for (int i = 0; i < items.size(); i++) {
            text.append(' ').append(draft.words().item().formatted(i + 1)).append(' ');
            text.append(said(draft, items.get(i)));
        }
        return draft.task(
                text.toString(),
                new Bought(items, true, NO_LIMIT, List.of()),
                List.of(),
                List.of(),
                List.of(),
                solution);
    }

    private Optional<List<CartLine>> sameShop(List<Constraint> one, List<Constraint> other) {
        for (CartLine first : right(one)) {
            for (CartLine second : right(other)) {
                if (shop(first).equals(shop(second))) {
                    return Optional.of(List.of(first, second));
                }
            }
        }
        return Optional.empty();
    }

    private String shop(CartLine line) {
        return String.valueOf(world.listing(line.product()).shop());
    }

    /** Returns every way to buy what meets some wishes. */
    private List<CartLine> right(List<Constraint> wished) {
        List<CartLine> right = new ArrayList<>();
        for (int index : wishes.candidates(wished)) {
            Product product = world.product(index);
            Listing listing = world.listing(index);
            for (List<String> chosen : product.combinations()) {
                var purchase = new Purchase(product, listing, chosen);
                if (listing.inStock(product.cell(chosen)) && wished.stream().allMatch(purchase::meets)) {
                    right.add(new CartLine(index, chosen));
                }
            }
        }
        return right;
    }

    private String said(Draft draft, List<Constraint> wished) {
        return wishes.writer(draft.language())
                .say(
                        draft.split(),
                        wished,
                        Ambiguity.DESCRIBED,
                        null,
                        draft.random().split());
    }

    private DeskTask voucher(Draft draft) {
        List<Constraint> wished = new ArrayList<>(item(draft.split(), draft.number()));
        CartLine solution = right(wished).getFirst();
        wished.removeIf(wish -> wish instanceof Constraint.PriceAtMost);
        int price = solution.in(world).price();
        int shipping = world.listing(solution.product()).shippingFen();
        int off = (20 + draft.random().nextInt(40)) * FEN;
        List<Voucher> vouchers = new ArrayList<>(List.of(
                new Voucher("SPRING", price - draft.random().nextInt(50) * FEN, off),
                new Voucher("WINTER", price + (1 + draft.random().nextInt(50)) * FEN, off + 30 * FEN),
                new Voucher("AUTUMN", price / 2, off - 10 * FEN)));
        int turn = draft.random().nextInt(vouchers.size());
        Collections.rotate(vouchers, turn);
        int most = price + shipping - off;
        String text = said(draft, wished) + " " + draft.words().budget().formatted(Amount.text(most));
        return draft.task(
                text,
                new Bought(List.of(wished), false, most, List.of()),
                List.of(),
                vouchers,
                List.of(),
                List.of(solution));
    }

    private DeskTask cart(Draft draft) {
        List<CartLine> lines = new ArrayList<>();
        Set<String> categories = new HashSet<>();
        for (int number = draft.number() * 3; lines.size() < 3; number++) {
            CartLine line = right(item(draft.split(), number)).getFirst();
            if (categories.add(world.product(line.product()).category())) {
                lines.add(line);
            }
        }
        CartLine wrong = lines.get(draft.random().nextInt(lines.size()));
        List<CartLine> kept = lines.stream().filter(line -> !line.equals(wrong)).toList();
        String name =
                world.category(world.product(wrong.product()).category()).name().in(draft.language());
        return draft.task(
                draft.words().fixCart().formatted(name),
                new Goal.BoughtExactly(kept),
                lines,
                List.of(),
                List.of(),
                kept);
    }

    private DeskTask substitution(Draft draft) {
        for (int number = draft.number(); ; number += STRIDE) {
            List<Constraint> wished = new ArrayList<>(item(draft.split(), number));
            CartLine ordered = right(wished).getFirst();
            wished.removeIf(wish -> wish instanceof Constraint.PriceAtMost);
            Optional<CartLine> other = right(wished).stream()
                    .filter(line -> line.product() != ordered.product())
                    .findFirst();
            if (other.isPresent()) {
                int most = other.get().in(world).price() + draft.random().nextInt(3) * FEN;
                wished.add(new Constraint.PriceAtMost(most));
                var order = new PastOrder(orderNumber(draft), ordered, Status.CANCELLED, 0);
                return draft.task(
                        draft.words().substitute().formatted(order.number(), Amount.text(most)),
                        new Bought(List.of(wished), false, NO_LIMIT, List.of(ordered.product())),
                        List.of(),
                        List.of(),
                        List.of(order),
                        List.of(other.get()));
            }
        }
    }

    private static int orderNumber(Draft draft) {
        return 1000 + draft.random().nextInt(9000);
    }

    private DeskTask giveBack(Draft draft) {
        List<PastOrder> orders = orders(draft);
        PastOrder asked = orders.get(draft.random().nextInt(orders.size()));
        Goal goal = asked.returnable() ? new Goal.Returned(asked.number()) : new Goal.Nothing();
        String text = draft.words().wantsReturn().formatted(asked.number(), PastOrder.RETURN_DAYS);
        return draft.task(text, goal, List.of(), List.of(), orders, List.of());
    }

    private DeskTask status(Draft draft) {
        List<PastOrder> orders = orders(draft);
        PastOrder asked = orders.get(draft.random().nextInt(orders.size()));
        return draft.task(
                draft.words().wantsStatus().formatted(asked.number()),
                new Goal.Answered(draft.words().status(asked.status())),
                List.of(),
                List.of(),
                orders,
                List.of());
    }

    /** Draws three orders with different numbers. */
    private List<PastOrder> orders(Draft draft) {
        List<PastOrder> orders = new ArrayList<>();
        int number = orderNumber(draft);
        for (int i = 0; i < 3; i++) {
            CartLine line = right(item(draft.split(), draft.number() * 3 + i)).getFirst();
            Status status = STATUSES.get(draft.random().nextInt(STATUSES.size()));
            int days = status == Status.DELIVERED ? 1 + draft.random().nextInt(2 * PastOrder.RETURN_DAYS) : 0;
            orders.add(new PastOrder(number, line, status, days));
            number += 1 + draft.random().nextInt(30);
        }
        return orders;
    }
}
