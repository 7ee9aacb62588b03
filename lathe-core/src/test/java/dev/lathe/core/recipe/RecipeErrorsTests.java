package dev.lathe.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lathe.core.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeErrorsTests {
    @TempDir
    Path folder;

    /** Returns the message, without the folder before the file's name. */
    private String error(String yaml, String... overrides) throws IOException {
        Path file = folder.resolve("r.yaml");
        Files.writeString(file, yaml);
        UserError error =
                catchThrowableOfType(UserError.class, () -> Recipes.load(file, Sample.class, List.of(overrides)));
        assertThat(error).isNotNull();
        assertThat(error.getMessage()).doesNotContain("\n");
        return error.getMessage().replace(folder + "/", "");
    }

    @Test
    void anUnknownKeyNamesItsLineAndTheNearest() throws IOException {
        assertThat(error("seed: 1\nmodel:\n  layrs: 2\n"))
                .isEqualTo("r.yaml:3: model.layrs: unknown key, nearest is 'layers'; known here: layers, language");
    }

    @Test
    void aKeyThatIsUsedNoLongerMaySayWhatMadeNoDifference() throws IOException {
        Path file = folder.resolve("earlier.yaml");
        Files.writeString(file, "model: {layers: 1, heads: 1}");
        Sample read = Recipes.load(file, Sample.class, List.of());
        assertThat(read.model().layers()).isOne();
        assertThat(Recipes.write(read)).doesNotContain("heads");
        assertThat(Recipes.retired(Sample.class)).containsExactly("heads: 1");
        assertThat(error("model:\n  layers: 1\n  heads: 2\n"))
                .isEqualTo("r.yaml:3: model.heads: is used no longer; leave it out");
    }

    @Test
    void aKeyInTheWrongSectionIsFoundInTheRightOne() throws IOException {
        assertThat(error("learning_rate: 1e-3\nmodel: {layers: 1}"))
                .startsWith(
                        "r.yaml:1: learning_rate: unknown key, nearest is 'optimizer.learning_rate of kind adamw'; known here: seed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            seed: x                                   | r.yaml:1: seed: must be a whole number, not 'x'
            seed: 1.5                                 | r.yaml:1: seed: must be a whole number, not '1.5'
            seed:                                     | r.yaml:1: seed: must be a whole number, not empty
            seed: [1]                                 | r.yaml:1: seed: must be a whole number, not a list
            seed: 1e99                                | r.yaml:1: seed: must be a whole number, not '1e99'
            seed: 1e999999999                         | r.yaml:1: seed: must be a whole number, not '1e999999999'
            {model: {layers: 1}, report: yes}         | r.yaml:1: report: must be true or false, not 'yes'
            model: 3                                  | r.yaml:1: model: must be a section with keys layers, language, not '3'
            model: {layers: 65}                       | r.yaml:1: model.layers: must be a whole number from 1 to 64, not '65'
            model: {language: en}                     | r.yaml:1: model.layers: missing; it must be a whole number from 1 to 64
            model: {layers: 1, language: zhh}         | r.yaml:1: model.language: must be one of en, zh, both_at_once, not 'zhh'; nearest is 'zh'
            {model: {layers: 1}, budget: 5 minutes}   | r.yaml:1: budget: must be a duration like 90s, 15m or 2h above 0, not '5 minutes'
            {model: {layers: 1}, budget: 0s}          | r.yaml:1: budget: must be a duration like 90s, 15m or 2h above 0, not '0s'
            {model: {layers: 1}, shares: [0.5, 2]}    | r.yaml:1: shares[1]: must be a number from 0 to 1, not '2'
            {model: {layers: 1}, shares: 1}           | r.yaml:1: shares: must be a list, each a number from 0 to 1, not '1'
            {model: {layers: 1}, optimizer: muom}     | r.yaml:1: optimizer.kind: must be one of adamw, muon, not 'muom'; nearest is 'muon'
            {model: {layers: 1}, optimizer: {learning_rate: 2}} | r.yaml:1: optimizer.learning_rate: must be a number above 0 and of at most 1, not '2'
            {model: {layers: 1}, optimizer: {kind: muon, weight_decay: 1}} | r.yaml:1: optimizer.weight_decay: unknown key, nearest is 'optimizer.weight_decay of kind adamw'; known here: learning_rate, momentum
            {model: {layers: 1}, optimizer: {kind: muon, momentum: 1}} | r.yaml:1: optimizer: momentum of 1 never moves
            {model: {layers: 1}, rl: {clip: .inf}}    | r.yaml:1: rl.clip: must be a number above 0, not '.inf'
            {model: {layers: 1}, seed: 1, seed: 2}    | r.yaml:1: seed: the key is there twice
            """)
    void aWrongValueIsOneLine(String yaml, String message) throws IOException {
        assertThat(error(yaml)).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            optimiser.learning_rate=1 | --set optimiser.learning_rate=1: optimiser: unknown key, nearest is 'optimizer'; known here: seed, name, model, optimizer, rl, budget, report, files, shares
            model.layers=0            | --set model.layers=0: model.layers: must be a whole number from 1 to 64, not '0'
            model.layers.x=0          | --set model.layers.x=0: model.layers: must be a whole number from 1 to 64, not a section
            model.layers              | --set model.layers: must be a key and a value, such as optimizer.learning_rate=3e-4
            =3                        | --set =3: must be a key and a value, such as optimizer.learning_rate=3e-4
            model..layers=3           | --set model..layers=3: must be a key and a value, such as optimizer.learning_rate=3e-4
            """)
    void aWrongOverrideIsNamed(String override, String message) throws IOException {
        assertThat(error("model: {layers: 1}", override)).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"seed: [1", "seed: 1\n\tmodel: 2", "seed: {", "a: b: c", "seed: 'x"})
    void whatIsNotYamlNamesItsLine(String yaml) throws IOException {
        assertThat(error(yaml)).matches("r\\.yaml:\\d+: not YAML: .+");
    }

    @Test
    void aListOrAWordIsNoRecipe() throws IOException {
        assertThat(error("- 1")).startsWith("r.yaml:1: the recipe: must be a section with keys seed, name,");
        assertThat(error("word"))
                .startsWith("r.yaml:1: the recipe: must be a section")
                .endsWith("not 'word'");
    }

    @Test
    void anEmptyFileLacksWhatMustBeGiven() throws IOException {
        assertThat(error("# nothing\n"))
                .isEqualTo("r.yaml:1: model.layers: missing; it must be a whole number from 1 to 64");
    }

    @Test
    void aliasesAndSecondDocumentsAreRefused() throws IOException {
        assertThat(error("seed: &a 1\nname: *a\n")).startsWith("r.yaml:2: aliases");
        assertThat(error("seed: 1\n---\nseed: 2\n")).startsWith("r.yaml:3: one document");
    }

    @Test
    void aCircleOfExtendsIsRefused() throws IOException {
        Files.writeString(folder.resolve("other.yaml"), "extends: r.yaml");
        assertThat(error("extends: other.yaml")).contains("extends: goes round in a circle");
    }

    @Test
    void aMissingFileOrNameSaysWhatThereIs() {
        assertThatThrownBy(() -> Recipes.load("nowhere/x.yaml", Sample.class, List.of()))
                .isInstanceOf(UserError.class)
                .hasMessage("nowhere/x.yaml: no such recipe file");
        assertThatThrownBy(() -> Recipes.load("tyni", Sample.class, List.of()))
                .isInstanceOf(UserError.class)
                .hasMessage("no recipe 'tyni', nearest is 'tiny'; there are tiny, tiny-chinese,"
                        + " or give a file that ends in .yaml");
    }
}
