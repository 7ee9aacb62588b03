package dev.lathe.shop.session;

import dev.lathe.shop.Constraint;
import dev.lathe.shop.Persona;
import dev.lathe.shop.Persona.Order;
import dev.lathe.shop.Purchase;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.Source;
import dev.lathe.shop.dialogue.Kinds;
import java.util.ArrayList;
import java.util.List;

/** Finds what is wrong with a purchase, and whether the profile was misread. */
final class PurchaseErrors {
    private PurchaseErrors() {}

    static List<ErrorKind> of(ShopTask task, Purchase purchase) {
        List<ErrorKind> errors = new ArrayList<>();
        int broken = 0;
        for (int place = 0; place < task.constraints().size(); place++) {
            Constraint wish = task.constraints().get(place);
            if (!purchase.meets(wish)) {
                broken++;
                errors.add(ErrorKind.ofUnmet(wish));
                profile(task, wish, task.disclosure().source(place), purchase, errors);
            }
        }
        if (broken == 1) {
            errors.add(ErrorKind.NEAR_TWIN);
        }
        return errors;
    }

    private static void profile(
            ShopTask task, Constraint wish, Source source, Purchase purchase, List<ErrorKind> errors) {
        Persona persona = task.disclosure().persona();
        if (persona == null) {
            return;
        }
        boolean followsAnOrder = persona.orders().stream().anyMatch(order -> follows(order, wish, purchase));
        if (source == Source.PROFILE) {
            errors.add(followsAnOrder ? ErrorKind.TEMPORAL_CONFUSION : unheeded(persona, wish, purchase));
        } else if (followsAnOrder) {
            errors.add(ErrorKind.OVER_INTERPRETATION);
        }
    }

    /** Says whether a habit of other products was followed in place of a wish, or none. */
    private static ErrorKind unheeded(Persona persona, Constraint wish, Purchase purchase) {
        boolean followsAnother = persona.preferences().stream()
                .anyMatch(habit -> !habit.category().equals(purchase.product().category())
                        && Kinds.of(habit.wish()).equals(Kinds.of(wish))
                        && purchase.meets(habit.wish()));
        return followsAnother ? ErrorKind.WRONG_FIELD : ErrorKind.OMISSION;
    }

    /** Returns whether a purchase has what an order of its category had in place of a wish. */
    private static boolean follows(Order order, Constraint wish, Purchase purchase) {
        return order.category().equals(purchase.product().category())
                && order.bought().stream()
                        .anyMatch(bought -> Kinds.of(bought).equals(Kinds.of(wish))
                                && !bought.equals(wish)
                                && purchase.meets(bought));
    }
}
