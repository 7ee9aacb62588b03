package dev.lathe.train.report;

import dev.lathe.train.run.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Prints what a run came to as plain text. */
public final class ConsoleTable {
    private static final String GAP = "  ";
    private static final int TEXT_COLUMNS = 2;

    private ConsoleTable() {}

    /** Returns an aligned table with a row for each evaluation, a line of baselines, and a line on the run; each line ends with a newline. */
    public static String of(Summary summary) {
        var table = new EvaluationTable(summary);
        List<List<String>> rows = table.rows();
        List<Integer> widths = widths(table.header(), rows);
        var out = new StringBuilder(rows.isEmpty() ? "" : line(table.header(), widths));
        rows.forEach(row -> out.append(line(row, widths)));
        List<Wording.Baseline> baselines = Wording.baselines(summary.baselines());
        if (!baselines.isEmpty()) {
            out.append("without training: ")
                    .append(baselines.stream()
                            .map(baseline -> baseline.name() + " " + Figures.percent(baseline.fullSuccess()))
                            .collect(Collectors.joining(", ")))
                    .append('\n');
        }
        summary.evaluations().forEach(evaluation -> out.append(FindingsText.of(evaluation)));
        out.append(identity(summary));
        return out.append("%s, seed %d, %s parameters, %s\n"
                        .formatted(
                                summary.recipe(),
                                summary.seed(),
                                Figures.count(summary.parameters()),
                                Figures.duration(summary.wallSeconds())))
                .toString();
    }

    /** Names the catalogue, the tasks and the score of results in the shop. */
    private static String identity(Summary summary) {
        if (summary.catalogueHash() == null) {
            return "";
        }
        String tasks =
                summary.tasks().map(hash -> ", tasks " + Figures.digits(hash)).orElse("");
        return "catalogue %s%s, score %s\n".formatted(Figures.digits(summary.catalogueHash()), tasks, summary.score());
    }

    private static List<Integer> widths(List<String> header, List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < header.size(); column++) {
            int widest = header.get(column).length();
            for (List<String> row : rows) {
                widest = Math.max(widest, row.get(column).length());
            }
            widths.add(widest);
        }
        return widths;
    }

    private static String line(List<String> cells, List<Integer> widths) {
        var line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String padding = " ".repeat(widths.get(column) - cells.get(column).length());
            boolean text = column < TEXT_COLUMNS;
            line.append(column == 0 ? "" : GAP)
                    .append(text ? "" : padding)
                    .append(cells.get(column))
                    .append(text ? padding : "");
        }
        return line.toString().stripTrailing() + "\n";
    }
}
