package dev.lathe.shop.desk;

import dev.lathe.core.Task;
import dev.lathe.shop.Hashes;
import dev.lathe.shop.Language;
import dev.lathe.shop.Split;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Asks for an errand.
 *
 * @param goal what must have been done; never shown
 * @param cart what the cart holds at the beginning
 * @param vouchers what the buyer may use one of
 * @param orders what was ordered before
 * @param solution one way to buy what is asked; never shown
 */
public record DeskTask(
        String id,
        DeskFamily family,
        Split split,
        Language language,
        String instruction,
        Goal goal,
        List<CartLine> cart,
        List<Voucher> vouchers,
        List<PastOrder> orders,
        List<CartLine> solution)
        implements Task {
    public DeskTask {
        cart = List.copyOf(cart);
        vouchers = List.copyOf(vouchers);
        orders = List.copyOf(orders);
        solution = List.copyOf(solution);
    }

    /** Returns the SHA-256 of all that the task says, in hexadecimal digits. */
    public String hash() {
        return Hashes.sha256(toString());
    }

    /** Returns the SHA-256 of all that some errands say, in their order. */
    public static String hash(List<DeskTask> errands) {
        return Hashes.sha256(errands.stream().map(DeskTask::hash).collect(Collectors.joining("\n")));
    }
}
