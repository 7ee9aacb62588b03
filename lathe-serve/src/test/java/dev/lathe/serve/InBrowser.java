package dev.lathe.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Looks at pages in a real browser, one for all tests of a class, which may complain of nothing. */
public abstract class InBrowser {
    protected static RealBrowser browser;

    @BeforeAll
    static void open() {
        browser = new RealBrowser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @AfterEach
    void nothingIsComplainedOf() {
        assertThat(browser.complaints()).isEmpty();
    }
}
