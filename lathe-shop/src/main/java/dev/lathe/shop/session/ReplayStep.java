package dev.lathe.shop.session;

import dev.lathe.core.Message;
import dev.lathe.core.StepResult;
import dev.lathe.shop.Purchase;
import dev.lathe.shop.ShopAction;
import dev.lathe.shop.World;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds one step of an episode that was played again.
 *
 * @param reply what the agent wrote
 * @param action what was found in it, or null if nothing
 * @param before the state that it met
 * @param after the state that it led to
 * @param refusal why it could not be done, as a code; empty if it could
 * @param result what the agent got
 */
public record ReplayStep(
        String reply,
        @Nullable ShopAction action,
        ShopState before,
        ShopState after,
        String refusal,
        StepResult result) {
    /** Returns the index of the product that was bought by this step; nothing if none was. */
    public OptionalInt bought() {
        return action instanceof ShopAction.Buy && refusal.isEmpty() && before.page() instanceof Page.Item item
                ? OptionalInt.of(item.product())
                : OptionalInt.empty();
    }

    /** Returns the purchase that was made by this step; nothing if none was. */
    public Optional<Purchase> purchase(World world) {
        return bought().isPresent() ? open(world) : Optional.empty();
    }

    /** Returns the item that was open before this step as a purchase; nothing if none was, or an option has no value yet. */
    public Optional<Purchase> open(World world) {
        return before.page() instanceof Page.Item item && item.allChosen()
                ? Optional.of(new ItemPages(world, before.task().language()).purchase(item))
                : Optional.empty();
    }

    /** Returns what the agent was answered; empty at the end of the episode. */
    public String answer() {
        return result.observation().messages().stream().map(Message::content).collect(Collectors.joining("\n"));
    }
}
