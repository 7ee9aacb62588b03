package dev.lathe.shop.shopper;

import dev.lathe.shop.action.Amount;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Compares a page with a plan and writes the comparison out, up to the first thing that is wrong.
 *
 * @param text the comparison, such as {@code material= glass material: wood no}; empty if nothing was compared
 * @param right whether everything that was compared is as it should be
 */
record Check(String text, boolean right) {
    /**
     * Compares an item: {@code material= glass material: glass ok color= red color: blue red ok}.
     *
     * @param overlooks is asked at every difference whether it passes unnoticed
     */
    static Check item(Sight.Item item, List<Want> attributes, List<Want> options, BooleanSupplier overlooks) {
        var notes = new ArrayList<String>();
        var wants = new ArrayList<>(attributes);
        wants.addAll(options);
        for (Want want : wants) {
            List<String> shown = item.values(want.label());
            int match = want.match(shown);
            notes.add(want.label() + "= " + want.value());
            notes.add(want.label() + ":");
            notes.addAll(match < 0 ? shown : shown.subList(0, match + 1));
            boolean wrong = match < 0 && !overlooks.getAsBoolean();
            notes.add(wrong ? Marks.WRONG : Marks.RIGHT);
            if (wrong) {
                return new Check(String.join(" ", notes), false);
            }
        }
        return new Check(String.join(" ", notes), true);
    }

    /**
     * Compares a price with the most that may be paid, digit by digit from the highest place, up to the first difference:
     * {@code price: 239 max= 245 h2 h2 eq t3 t4 lt ok}.
     *
     * @param overlooks is asked whether a price that is too high passes unnoticed
     */
    static Check price(String label, String price, int maxFen, BooleanSupplier overlooks) {
        String most = Amount.text(maxFen);
        var notes = new ArrayList<>(List.of(label + ":", price, Marks.MAXIMUM + "=", most));
        boolean wrong = compareDigits(notes, price, most) > 0 && !overlooks.getAsBoolean();
        notes.add(wrong ? Marks.WRONG : Marks.RIGHT);
        return new Check(String.join(" ", notes), !wrong);
    }

    private static int compareDigits(List<String> notes, String price, String most) {
        List<String> left = Places.of(price);
        List<String> right = Places.of(most);
        for (int i = 0; i < left.size(); i++) {
            int order = left.get(i).compareTo(right.get(i));
            notes.add(left.get(i));
            notes.add(right.get(i));
            notes.add(order == 0 ? Marks.EQUAL : order < 0 ? Marks.LESS : Marks.GREATER);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
