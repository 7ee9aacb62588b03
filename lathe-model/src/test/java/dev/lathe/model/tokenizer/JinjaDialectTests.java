package dev.lathe.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JinjaDialectTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "{{ f(a=b - 1, c) }} # {{ f(a=(b - 1), c) }}",
                "{{ f( a = g(x, y=2 + 3) ) }} # {{ f( a =( g(x, y=(2 + 3)) )) }}",
                "{{ f(a=[1, 2], b={'k': (3, 4)}) }} # {{ f(a=([1, 2]), b=({'k': (3, 4)})) }}",
                "{% for m in messages[::-1] %} # {% for m in messages|reverse|list %}",
                "{{ f(x[::-1], y=x[::-1]) }} # {{ f(x|reverse|list, y=(x|reverse|list)) }}"
            })
    void rewritesWhatIsReadDifferently(String source, String rewritten) {
        assertThat(JinjaDialect.rewrite(source)).isEqualTo(rewritten);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text f(a=1) [::-1] {",
                "{# f(a=1) {{ #}",
                "{{ 'f(a=1 [::-1] }} \\' %}' }}",
                "{{ (a == b) and (c != d) }}",
                "{% set x = f(a) if b else c %}",
                "{%- macro f(a, b=1 + 1) -%}",
                "{{ unfinished(a"
            })
    void leavesTheRestAlone(String source) {
        assertThat(JinjaDialect.rewrite(source)).isEqualTo(source);
    }

    @Test
    void refusesLoopsWithACondition() {
        assertThatThrownBy(() -> JinjaDialect.rewrite("{%- for m in messages if m.role != 'system' -%}"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("loop with a condition")
                .hasMessageContaining("for m in messages if m.role != 'system'");
    }
}
