package dev.lathe.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.Metrics;
import dev.lathe.train.run.Evaluation;
import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.Stage;
import dev.lathe.train.run.Summary;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportTests {
    private static final Summary NOTHING = new Summary("shop", 1, 1, 1, List.of(), null, null);

    @TempDir
    Path root;

    @Test
    void holdsEverythingThatARunCameTo() throws Exception {
        Document report = parse(Files.readString(DemoRun.write(root)));
        String text = report.getDocumentElement().getTextContent();
        assertThat(text)
                .contains("Lathe run demo", "2,413,568", "14 min 31 s", "5f2c9be01d77")
                .contains("after RL, held-out", "78.2 %", "[74.4, 81.6]", "after SFT, sampled", "at the start, greedy")
                .contains("random 0.2 %", "first result 41.2 %", "price-blind 19.6 %", "fair oracle 99.8 %")
                .contains("Supervised training, by step", "Reinforcement learning, by step")
                .contains("forward backward", "rollout", "rest")
                .contains(DemoRun.TASK, DemoRun.CHINESE_TASK, "price not compared: 289 is more than 245")
                .contains(
                        "h2 h2 eq t8 t4 lt ok ; buy[]",
                        "材质: 玻璃",
                        "score 0.750, 4 turns, ended by itself",
                        "0.75 → 1.00")
                .contains("note: \"<b>&\"");
        assertThat(ofClass(report, "name")).contains("loss", "validation_success", "reward_mean", "entropy", "kl");
        assertThat(ofClass(report, "name")).doesNotContain("rollout_seconds");
        assertThat(ofClass(report, "bad")).containsExactly("1 not finite");
        assertThat(ofClass(report, "model").size()).isEqualTo(4 + 3 + 3 + 3 + 3 + 4);
        assertThat(ofClass(report, "turn mistaken")).hasSize(1);
        // The first pair's task is its prompt, and is not repeated.
        assertThat(ofClass(report, "prompt")).hasSize(4);
    }

    @Test
    void needsNoNetwork() throws Exception {
        String html = Files.readString(DemoRun.write(root));
        assertThat(html).doesNotContain("http://", "https://", "src=\"", "href=", "@import", "url(");
        assertThat(html).contains("default-src 'none'");
    }

    @Test
    void whateverAModelWritesStaysText() throws Exception {
        String evil = "</script><script>alert(1)</script> \u0000\u001b[31m \ud800 ]]> <!-- \uffff 😀 &amp;";
        String html = Report.html(evil, evil, NOTHING, List.of(line(1, evil, 2), line(2, evil, 3)), List.of());
        Document report = parse(html);
        String clean = "</script><script>alert(1)</script> \ufffd\ufffd[31m \ufffd ]]> <!-- \ufffd 😀 &amp;";
        assertThat(report.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("Lathe run " + clean);
        assertThat(report.getElementsByTagName("pre").item(0).getTextContent()).isEqualTo(clean);
        assertThat(ofClass(report, "name")).containsExactly(clean);
        assertThat(report.getElementsByTagName("script").getLength()).isOne();
    }

    @Test
    void aRunWithoutEvaluationsOrStepsHasAReport() throws Exception {
        Document report = parse(Report.html("empty", "", NOTHING, List.of(), List.of()));
        assertThat(report.getDocumentElement().getTextContent()).contains("No evaluation was made.");
        assertThat(report.getElementsByTagName("svg").getLength()).isZero();
    }

    @Test
    void aSingleValueEqualValuesAndNoFiniteValueAreShown() throws Exception {
        List<MetricsLine> lines = List.of(
                new MetricsLine(
                        1, Stage.RL, 1, Metrics.of("once", 3).with("equal", -2).with("lost", Double.NaN)),
                new MetricsLine(2, Stage.RL, 2, Metrics.of("equal", -2)));
        Document report = parse(Report.html("odd", "", NOTHING, lines, List.of()));
        assertThat(report.getElementsByTagName("svg").getLength()).isOne();
        assertThat(ofClass(report, "numbers")).containsExactly("once 3");
        assertThat(ofClass(report, "bad")).containsExactly("never finite");
        assertThat(Report.html("odd", "", NOTHING, lines, List.of())).doesNotContain("\"NaN", "NaN,", "Infinity");
    }

    @Test
    void aLongCurveIsThinnedToMeansWithinTheirExtremes() {
        List<MetricsLine> lines = new ArrayList<>();
        IntStream.rangeClosed(1, 24_000).forEach(step -> lines.add(line(step, "loss", step % 2 == 0 ? 1 : 3)));
        Series series = Series.of(lines).firstEntry().getValue().getFirst();
        assertThat(series.points()).hasSize(240).allSatisfy(point -> {
            assertThat(point.value()).isEqualTo(2);
            assertThat(point.low()).isEqualTo(1);
            assertThat(point.high()).isEqualTo(3);
        });
    }

    @Test
    void theConsoleTableIsAligned() {
        assertThat(ConsoleTable.of(DemoRun.summary())).isEqualTo("""
                        policy                  decoding  tasks  full success  95 % interval  turns  strict reward  loose reward  items opened  verified
                        at the start, held-out  greedy      500         0.0 %     [0.0, 0.8]    7.3          0.010         0.020          2.50    90.0 %
                        at the start, held-out  sampled     500         0.2 %     [0.0, 1.1]    7.3          0.020         0.030          2.50    90.0 %
                        after SFT, held-out     greedy      500        64.4 %   [60.1, 68.5]    7.3          0.710         0.820          2.50    90.0 %
                        after SFT, held-out     sampled     500        56.2 %   [51.8, 60.5]    7.3          0.640         0.770          2.50    90.0 %
                        after RL, held-out      greedy      500        78.2 %   [74.4, 81.6]    7.3          0.830         0.900          2.50    90.0 %
                        after RL, held-out      sampled     500        75.8 %   [71.9, 79.3]    7.3          0.810         0.880          2.50    90.0 %
                        without training: random 0.2 %, price-blind 19.6 %, option-blind 22.4 %, first result 41.2 %, fair oracle 99.8 %
                        catalogue 5f2c9be01d77, score lathe-1
                        shop, seed 7, 2,413,568 parameters, 14 min 31 s
                        """);
    }

    @Test
    void theConsoleTableShowsWhatThereIs() {
        List<Evaluation> rows =
                List.of(Evaluation.of(Stage.RL, "held-out", Evaluation.Decoding.GREEDY, 10, 5, 0, 0, 1, 0, null));
        assertThat(ConsoleTable.of(new Summary("gsm8k", 1, 2, 5, rows, null, null)))
                .isEqualTo("""
                        policy              decoding  tasks  full success  95 % interval  turns
                        after RL, held-out  greedy       10        50.0 %   [23.7, 76.3]    1.0
                        gsm8k, seed 1, 5 parameters, 2.0 s
                        """);
        assertThat(ConsoleTable.of(new Summary("gsm8k", 1, 2, 5, List.of(), null, null)))
                .isEqualTo("gsm8k, seed 1, 5 parameters, 2.0 s\n");
    }

    private static MetricsLine line(long step, String name, double value) {
        return new MetricsLine(step, Stage.SFT, step, Metrics.of(name, value));
    }

    private static Document parse(String html) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    /** Returns the text of every element whose classes end like this. */
    private static List<String> ofClass(Document report, String cssClass) {
        NodeList all = report.getElementsByTagName("*");
        return IntStream.range(0, all.getLength())
                .mapToObj(i -> (Element) all.item(i))
                .filter(element -> element.getAttribute("class").equals(cssClass)
                        || element.getAttribute("class").endsWith(" " + cssClass))
                .map(Element::getTextContent)
                .toList();
    }
}
