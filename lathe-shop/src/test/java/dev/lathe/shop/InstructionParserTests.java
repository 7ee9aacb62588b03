package dev.lathe.shop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InstructionParserTests {
    private static final int TASKS_PER_SPLIT = 2_000;

    private static final ShopTasks TASKS = new ShopTasks(Catalogue.generate(7, 20_000), 7);

    @ParameterizedTest
    @EnumSource
    void recoversEveryConstraintOfEveryInstruction(Language language) {
        InstructionParser parser = InstructionParser.of(language);
        for (Split split : Split.values()) {
            for (ShopTask task : TASKS.tasks(split, language, TASKS_PER_SPLIT)) {
                if (!parser.parse(task.instruction()).equals(task.constraints())) {
                    assertThat(parser.parse(task.instruction()))
                            .as(task.instruction())
                            .isEqualTo(task.constraints());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsNothingWhereNothingIsSaid(Language language) {
        assertThat(InstructionParser.of(language).parse("")).isEmpty();
        assertThat(InstructionParser.of(language).parse("hm . 嗯。")).isEmpty();
    }
}
