package dev.lathe.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws which values the members of a family offer. */
record AxisDraws(Lexicon lexicon) {
    /** Returns three or four values of each axis of a category, with the twin value among those of its axis. */
    List<ProductAxis> axes(Category category, int twinAxis, String twinValue, RandomGenerator random) {
        List<ProductAxis> axes = new ArrayList<>();
        for (String axis : category.axes()) {
            List<String> values = new ArrayList<>(Draws.some(lexicon.axis(axis).ids(), 3 + random.nextInt(2), random));
            if (axes.size() == twinAxis && !values.contains(twinValue)) {
                values.set(random.nextInt(values.size()), twinValue);
            }
            axes.add(new ProductAxis(axis, values));
        }
        return axes;
    }

    /** Returns the axes of the twin that has another value in place of the twin value. */
    List<ProductAxis> without(List<ProductAxis> axes, int twinAxis, String twinValue, RandomGenerator random) {
        ProductAxis axis = axes.get(twinAxis);
        List<String> values = new ArrayList<>(axis.values());
        values.set(values.indexOf(twinValue), lexicon.axis(axis.axis()).other(axis.values(), random));
        List<ProductAxis> twin = new ArrayList<>(axes);
        twin.set(twinAxis, new ProductAxis(axis.axis(), values));
        return twin;
    }
}
