package dev.lathe.verify.instruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class InstructionsTests {
    @Test
    void anEmptyReplyFollowsNothing() {
        assertThat(instruction("punctuation:no_comma", "{}").isFollowed(" \n")).isFalse();
    }

    @Test
    void looseVerdictsPassOverTheFirstLineAndAsterisks() {
        Instruction quoted = instruction("startend:quotation", "{}");
        assertThat(quoted.isFollowed("Here it is:\n*\"yes\"*")).isFalse();
        assertThat(quoted.isFollowedLoosely("Here it is:\n*\"yes\"*")).isTrue();
    }

    @Test
    void keywordsThatAreNoExpressionsAreTakenAsTheyStand() {
        assertThat(instruction("keywords:existence", "{keywords: ['C++']}").isFollowed("I like c++ best"))
                .isTrue();
    }

    @Test
    void namesWhatIsWrongWithParameters() {
        assertThatThrownBy(() -> instruction("keywords:nothing", "{}"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("unknown instruction 'keywords:nothing'; allowed are keywords:existence, ");
        assertThatThrownBy(() -> instruction("keywords:existence", "{keywords: null}"))
                .isInstanceOf(UserError.class)
                .hasMessage("instruction keywords:existence: parameter 'keywords' is missing");
        assertThatThrownBy(() -> instruction("length_constraints:number_words", "{num_words: 3, relation: 'at most'}"))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "instruction length_constraints:number_words: parameter 'relation' must be 'less than' or 'at least'");
        assertThatThrownBy(() -> instruction("length_constraints:number_paragraphs", "{num_paragraphs: 2.5}"))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("parameter 'num_paragraphs' must be a whole number from 0");
    }

    private static Instruction instruction(String id, String parameters) {
        String json = parameters.replace('\'', '"').replaceAll("(\\w+):", "\"$1\":");
        return Instructions.of(id, (ObjectNode) JsonMapper.shared().readTree(json));
    }
}
