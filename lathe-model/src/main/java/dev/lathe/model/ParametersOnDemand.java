package dev.lathe.model;

import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes parameters when they are asked for, each time anew: a parameter belongs to the innermost scope of whoever asks. Nothing is
 * kept, so that weights which are packed, moved or sent elsewhere are in memory once.
 */
public final class ParametersOnDemand extends AbstractMap<String, Tensor> {
    private final Set<String> names;
    private final Function<String, Tensor> maker;

    /**
     * Makes nothing yet.
     *
     * @param names of all parameters
     * @param maker makes the parameter of a name; what else it makes in doing so is released
     */
    public ParametersOnDemand(Set<String> names, Function<String, Tensor> maker) {
        this.names = Set.copyOf(names);
        this.maker = maker;
    }

    @Override
    public boolean containsKey(Object name) {
        return names.contains(name);
    }

    @Override
    public @Nullable Tensor get(Object name) {
        return name instanceof String text && names.contains(text) ? make(text) : null;
    }

    private Tensor make(String name) {
        try (Scope scope = Scope.open()) {
            return scope.keep(maker.apply(name));
        }
    }

    /** Returns the names, and makes nothing. */
    @Override
    public Set<String> keySet() {
        return names;
    }

    @Override
    public Set<Map.Entry<String, Tensor>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, Tensor>> iterator() {
                return names.stream().map(name -> Map.entry(name, make(name))).iterator();
            }

            @Override
            public int size() {
                return names.size();
            }
        };
    }
}
