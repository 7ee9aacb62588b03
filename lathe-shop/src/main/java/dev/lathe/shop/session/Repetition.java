package dev.lathe.shop.session;

import dev.lathe.shop.ShopAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/** Finds what an agent does over and over, and queries that are too long. One instance serves one episode. */
public final class Repetition {
    private static final int LONG_QUERY = 20;
    private static final int LOOP = 3;

    private final SequencedSet<ShopAction.Search> queries = new LinkedHashSet<>();
    private final Map<String, Integer> visits = new HashMap<>();

    /** Takes a query, and returns what is wrong with it. */
    public List<ErrorKind> query(ShopAction.Search search) {
        List<ErrorKind> errors = new ArrayList<>();
        if (!queries.add(search)) {
            errors.add(ErrorKind.DUPLICATE_QUERY);
        }
        if (search.query().split("\\s+").length > LONG_QUERY) {
            errors.add(ErrorKind.OVER_LONG_QUERY);
        }
        return errors;
    }

    /** Takes a state that an action led to, and returns a loop where it is there for the third time. */
    public Optional<ErrorKind> state(String state) {
        return visits.merge(state, 1, Integer::sum) == LOOP ? Optional.of(ErrorKind.LOOP) : Optional.empty();
    }

    SequencedSet<ShopAction.Search> queries() {
        return queries;
    }
}
