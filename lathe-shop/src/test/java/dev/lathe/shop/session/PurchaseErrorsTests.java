package dev.lathe.shop.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.shop.Constraint;
import dev.lathe.shop.Disclosure;
import dev.lathe.shop.Language;
import dev.lathe.shop.Listing;
import dev.lathe.shop.Persona;
import dev.lathe.shop.Persona.Field;
import dev.lathe.shop.Persona.Order;
import dev.lathe.shop.Persona.Preference;
import dev.lathe.shop.Purchase;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.Source;
import dev.lathe.shop.Text;
import dev.lathe.shop.TinyCatalogue;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The customer always wants red kettles, and blue lamps; a green kettle was bought before a red one. */
class PurchaseErrorsTests {
    private static final Constraint RED = new Constraint.OptionIs("color", "red");
    private static final Constraint BLUE = new Constraint.OptionIs("color", "blue");
    private static final Constraint GREEN = new Constraint.OptionIs("color", "green");

    private static Persona persona(Order... orders) {
        return new Persona(
                1,
                new Text("ann", "安"),
                30,
                new Text("oslo", "奥斯陆"),
                Persona.TODAY.minusYears(1),
                List.of(
                        new Preference("kettle", RED, Field.PREFERENCES),
                        new Preference("lamp", BLUE, Field.PREFERENCES)),
                List.of(orders));
    }

    private static List<ErrorKind> errors(Persona persona, Source source, String color) {
        List<Constraint> wishes = List.of(new Constraint.CategoryIs("kettle"), RED);
        var disclosure = new Disclosure(List.of(Source.SAID, source), persona, null, 0);
        ShopTask plain = TinyCatalogue.task(Language.EN);
        var task =
                new ShopTask(plain.id(), plain.split(), Language.EN, "a kettle", wishes, plain.target(), 1, disclosure);
        var kettle = TinyCatalogue.catalogue().product(TinyCatalogue.ORIGINAL);
        return PurchaseErrors.of(task, new Purchase(kettle, Listing.PLAIN, List.of(color, "l")));
    }

    @Test
    void aHabitOfAnotherKindOfProductsIsTheWrongField() {
        assertThat(errors(persona(), Source.PROFILE, "blue"))
                .containsExactly(ErrorKind.WRONG_OPTION, ErrorKind.WRONG_FIELD, ErrorKind.NEAR_TWIN);
    }

    @Test
    void whoeverFollowsNoHabitLeavesTheProfileOut() {
        assertThat(errors(persona(), Source.PROFILE, "green"))
                .containsExactly(ErrorKind.WRONG_OPTION, ErrorKind.OMISSION, ErrorKind.NEAR_TWIN);
        assertThat(errors(persona(), Source.PROFILE, "red")).isEmpty();
    }

    @Test
    void anOlderOrderIsTemporalConfusionAndOverInterpretationWhereAWishWasSaid() {
        Persona bought = persona(
                new Order(Persona.TODAY.minusDays(90), "kettle", List.of(GREEN)),
                new Order(Persona.TODAY.minusDays(9), "kettle", List.of(RED)));
        assertThat(errors(bought, Source.PROFILE, "green")).contains(ErrorKind.TEMPORAL_CONFUSION);
        assertThat(errors(bought, Source.SAID, "green"))
                .containsExactly(ErrorKind.WRONG_OPTION, ErrorKind.OVER_INTERPRETATION, ErrorKind.NEAR_TWIN);
        assertThat(errors(bought, Source.SAID, "blue")).containsExactly(ErrorKind.WRONG_OPTION, ErrorKind.NEAR_TWIN);
    }
}
