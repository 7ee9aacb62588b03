package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorTests {
    @Test
    void wholeAvx512IsNeeded() {
        assertThat(processor("fpu sse2 avx2 avx512f avx512dq avx512cd avx512bw avx512vl")
                        .hasAvx512())
                .isTrue();
        assertThat(processor("fpu sse2 avx2 avx512f").hasAvx512()).isFalse();
    }

    @Test
    void anotherFormatHasNoFeatures() {
        assertThat(Processor.parse("").hasAvx512()).isFalse();
        assertThat(Processor.parse("Features\t: fp asimd\n").hasAvx512()).isFalse();
    }

    private static Processor processor(String flags) {
        return Processor.parse("processor\t: 0\nvendor_id\t: GenuineIntel\nflags\t\t: " + flags + "\n");
    }
}
