package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorTests {
    private static final String AVX512 = "fpu sse2 avx2 avx512f avx512dq avx512cd avx512bw avx512vl";

    @Test
    void knowsAmdProcessorsWithAvx512() {
        assertThat(processor("AuthenticAMD", AVX512).hasHiddenAvx512()).isTrue();
        assertThat(processor("AuthenticAMD", "fpu sse2 avx2 avx512f").hasHiddenAvx512())
                .isFalse();
        assertThat(processor("GenuineIntel", AVX512).hasHiddenAvx512()).isFalse();
    }

    @Test
    void knowsNothingWhereNobodySaysAnything() {
        assertThat(Processor.parse("").hasHiddenAvx512()).isFalse();
        assertThat(Processor.parse("Features\t: fp asimd\n").hasHiddenAvx512()).isFalse();
    }

    private static Processor processor(String vendor, String flags) {
        return Processor.parse("""
                processor\t: 0
                vendor_id\t: %s
                model name\t: some model
                flags\t\t: %s

                processor\t: 1
                """.formatted(vendor, flags));
    }
}
