package dev.lathe.shop.session;

import dev.lathe.shop.Constraint;
import dev.lathe.shop.Satisfaction;
import dev.lathe.shop.World;
import dev.lathe.shop.session.Page.Item;
import dev.lathe.shop.session.Page.Results;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Follows whether what meets all wishes was found, shown and opened. One instance serves one episode. */
public final class Sightings {
    private final World world;
    private final List<Constraint> wishes;
    private final int pageSize;
    private final Set<Integer> right = new HashSet<>();
    private final Set<Integer> wrong;
    private boolean found;
    private boolean shown;
    private boolean opened;

    /**
     * Begins.
     *
     * @param excluded products that will not do, whatever they are
     * @param pageSize results a page
     */
    public Sightings(World world, List<Constraint> wishes, Set<Integer> excluded, int pageSize) {
        this.world = world;
        this.wishes = wishes;
        this.pageSize = pageSize;
        this.wrong = new HashSet<>(excluded);
    }

    /** Takes a page that an action led to. */
    public void see(Page page) {
        switch (page) {
            case Results results -> {
                int from = results.number() * pageSize;
                int to = Math.min(from + pageSize, results.hits().size());
                found |= results.hits().stream().anyMatch(this::isRight);
                shown |= results.hits().subList(from, to).stream().anyMatch(this::isRight);
            }
            case Item item -> opened |= isRight(item.product());
            case Page.Start start -> {}
        }
    }

    /** Returns whether some combination of a product meets all wishes. */
    private boolean isRight(int product) {
        if (right.contains(product) || wrong.contains(product)) {
            return right.contains(product);
        }
        boolean meets = Satisfaction.count(world.product(product), world.listing(product), wishes) > 0;
        (meets ? right : wrong).add(product);
        return meets;
    }

    /** Returns whether something right was on a page of results that was shown. */
    public boolean showedRight() {
        return shown;
    }

    /** Returns how far what is right was missed; nothing if it was opened. */
    public Optional<ErrorKind> missed() {
        if (!found) {
            return Optional.of(ErrorKind.GOLD_NEVER_RETRIEVED);
        }
        if (!shown) {
            return Optional.of(ErrorKind.PAGE_DEPTH_INSUFFICIENT);
        }
        return opened ? Optional.empty() : Optional.of(ErrorKind.GOLD_RETRIEVED_NOT_OPENED);
    }
}
