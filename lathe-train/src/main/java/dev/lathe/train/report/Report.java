package dev.lathe.train.report;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.UserError;
import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.MetricsLog;
import dev.lathe.train.run.RunFolder;
import dev.lathe.train.run.Summary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;

/** Writes {@code report.html}: one file that needs nothing else, opened by a double click. */
public final class Report {
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

    private Report() {}

    /**
     * Writes the report of a run from its folder.
     *
     * @param summary what the run came to
     * @param pairs attempts at the same tasks before and after reinforcement learning; may be empty
     * @throws UserError if the folder cannot be read or the report cannot be written
     */
    public static void write(RunFolder run, Summary summary, List<ConversationPair> pairs) {
        try {
            String recipe = Files.readString(run.recipe());
            List<MetricsLine> lines = MetricsLog.read(run.metrics());
            AtomicFiles.write(run.report(), html(run.name(), recipe, summary, lines, pairs));
        } catch (IOException failed) {
            throw new UserError("%s: cannot be read (%s)".formatted(run.recipe(), AtomicFiles.reason(failed)), failed);
        }
    }

    static String html(
            String name, String recipe, Summary summary, List<MetricsLine> lines, List<ConversationPair> pairs) {
        Element body = Element.of("body").add(header(name, summary), results(summary));
        if (!pairs.isEmpty()) {
            body.add(section("Conversations before and after").add(Conversations.of(pairs)));
        }
        body.addAll(curves(lines));
        var times = new PhaseTimes(lines);
        if (!times.isEmpty()) {
            body.add(section("Where the time went").add(times.element()));
        }
        body.add(section("Recipe").add(recipe(recipe)));
        return page("Lathe run " + name, body);
    }

    /** Returns a whole page. */
    static String page(String title, Element body) {
        body.add(Element.of("script").raw(resource("report.js")));
        Element html = Element.of("html").with("lang", "en").add(head(title), body);
        return "<!DOCTYPE html>\n" + html.render() + "\n";
    }

    private static Element head(String title) {
        return Element.of("head")
                .add(
                        Element.of("meta").with("charset", "utf-8"),
                        Element.of("meta")
                                .with("http-equiv", "Content-Security-Policy")
                                .with("content", POLICY),
                        Element.of("meta")
                                .with("name", "viewport")
                                .with("content", "width=device-width, initial-scale=1"),
                        Element.of("title").text(title),
                        Element.of("style").raw(resource("report.css")));
    }

    private static Element header(String name, Summary summary) {
        Element facts = Element.of("p", "facts")
                .add(
                        fact("recipe", summary.recipe()),
                        fact("seed", Long.toString(summary.seed())),
                        fact("parameters", Figures.count(summary.parameters())),
                        fact("time", Figures.duration(summary.wallSeconds())));
        if (summary.catalogueHash() != null) {
            facts.add(fact("catalogue", Figures.digits(summary.catalogueHash())));
        }
        return Element.of("header").add(Element.of("h1").text("Lathe run " + name), facts);
    }

    private static Element fact(String name, String value) {
        return Element.of("span").text(name + " ").add(Element.of("b").text(value));
    }

    private static Element results(Summary summary) {
        Element results = section("Full success");
        if (summary.evaluations().isEmpty()) {
            return results.add(Element.of("p").text("No evaluation was made."));
        }
        return results.add(
                Element.of("div", "card").add(EvaluationPlot.of(summary)), new EvaluationTable(summary).element());
    }

    private static List<Element> curves(List<MetricsLine> lines) {
        return Series.of(lines).entrySet().stream()
                .map(stage -> section(Wording.training(stage.getKey()) + ", by step")
                        .addAll(CurveChart.all(stage.getValue())))
                .toList();
    }

    private static Element recipe(String recipe) {
        return Element.of("details")
                .add(
                        Element.of("summary").text("recipe.yaml, as run"),
                        Element.of("pre").text(recipe));
    }

    static Element section(String title) {
        return Element.of("section").add(Element.of("h2").text(title));
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Report.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
