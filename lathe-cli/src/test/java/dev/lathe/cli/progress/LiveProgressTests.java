package dev.lathe.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.Metrics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LiveProgressTests {
    private final StringWriter written = new StringWriter();
    private final AtomicLong now = new AtomicLong();

    /** Runs a phase of 1,000 steps, a quarter of it in 10 seconds, and a note. */
    private String run(Function<PrintWriter, Painter> painter) {
        var progress = new LiveProgress(painter.apply(new PrintWriter(written)), now::get);
        progress.phase("sft", 1000, "steps");
        progress.advance(249);
        progress.paint();
        now.addAndGet(Duration.ofSeconds(10).toNanos());
        progress.advance(1);
        progress.metrics(Metrics.of("loss", 1.5));
        progress.paint();
        progress.note("saved");
        progress.close();
        return written.toString();
    }

    @Test
    void linesTellThroughputAndTimeLeft() {
        assertThat(run(LinePainter::new).lines())
                .containsExactly(
                        "sft: 1,000 steps",
                        "sft  250/1,000 steps  25.0/s  0:30 left  loss 1.500",
                        "saved",
                        "sft  250/1,000 steps  25.0/s  took 0:10  loss 1.500");
    }

    @Test
    void aBarStaysOnOneLineOfTheTerminal() {
        String text = run(writer -> new BarPainter(writer, false));
        assertThat(text)
                .contains("\r\u001b[Ksft [=====               ]  25%  250/1,000 steps  25.0/s  0:30 left  loss 1");
        assertThat(text).doesNotContain("\u001b[3");
        assertThat(text.split("\n")).hasSize(2);
        assertThat(text.split("\r\u001b\\[K|\n"))
                .allSatisfy(line -> assertThat(line.length()).isLessThan(80));
    }

    @Test
    void aBarHasColorOnlyIfAllowed() {
        assertThat(run(writer -> new BarPainter(writer, true))).contains("\u001b[32msft");
    }

    @Test
    void jsonIsOneObjectALine() {
        assertThat(run(JsonPainter::new).lines())
                .contains(
                        "{\"event\":\"begin\",\"phase\":\"sft\",\"done\":0,\"total\":1000,\"unit\":\"steps\",\"seconds\":0.0}",
                        "{\"event\":\"progress\",\"phase\":\"sft\",\"done\":250,\"total\":1000,\"unit\":\"steps\","
                                + "\"seconds\":10.0,\"seconds_left\":30.0,\"metrics\":{\"loss\":1.5}}",
                        "{\"event\":\"note\",\"text\":\"saved\"}");
    }

    @Test
    void withoutATotalThereIsNoTimeLeft() {
        var progress = new LiveProgress(new LinePainter(new PrintWriter(written)), now::get);
        progress.phase("episodes", 0, "episodes");
        now.addAndGet(Duration.ofSeconds(20).toNanos());
        progress.advance(5);
        progress.paint();
        progress.phase("next", 1, "steps");
        progress.close();
        assertThat(written.toString().lines())
                .containsExactly(
                        "episodes",
                        "episodes  5 episodes  4.0 s each",
                        "episodes  5 episodes  4.0 s each  took 0:20",
                        "next: 1 steps",
                        "next  0/1 steps  took 0:00");
    }
}
