package dev.lathe.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RecipeKeysTests {
    record Undocumented(int number) {}

    record Unreadable(@Doc("A thread.") Thread thread) {}

    @Test
    void listsEveryKeyWithTypeDefaultAndMeaning() {
        assertThat(RecipeKeys.markdown(Sample.class))
                .startsWith("""
                        # Keys of a recipe

                        A small recipe.

                        | key | type | default | meaning |
                        |---|---|---|---|
                        | `seed` | whole number | `17` | Decides whatever is random. |
                        """)
                .contains("""
                        ## `model`

                        Its sizes.

                        | key | type | default | meaning |
                        |---|---|---|---|
                        | `layers` | whole number from 1 to 64 | must be given | Layers. |
                        | `language` | one of en, zh, both_at_once | `en` | Language of its texts. |
                        """)
                .contains("""
                        ## `optimizer`, kind `muon`

                        Orthogonal updates of matrices.
                        """)
                .contains("| `clip` | number above 0 | none | Clip of the gradient; none for no clipping. |");
    }

    @Test
    void aKeyWithoutDocOrOfAStrangeTypeIsAMistakeOfTheProgrammer() {
        assertThatThrownBy(() -> RecipeKeys.markdown(Undocumented.class)).hasMessage("Undocumented.number has no @Doc");
        assertThatThrownBy(() -> RecipeKeys.markdown(Unreadable.class)).hasMessageContaining("Thread is no record");
    }
}
