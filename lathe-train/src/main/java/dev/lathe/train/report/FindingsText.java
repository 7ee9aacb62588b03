package dev.lathe.train.report;

import dev.lathe.train.run.Evaluation;
import dev.lathe.train.run.ShopFindings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says in lines of plain text what went wrong in episodes of the shop. */
final class FindingsText {
    private FindingsText() {}

    /** Returns lines, each of which ends with a newline; none where nothing was examined. */
    static String of(Evaluation evaluation) {
        ShopFindings findings = evaluation.findings();
        return findings == null
                ? ""
                : lines(Wording.decoding(evaluation.decoding()), findings).stream()
                        .map(line -> line + "\n")
                        .collect(Collectors.joining());
    }

    private static List<String> lines(String decoding, ShopFindings findings) {
        List<String> lines = new ArrayList<>();
        if (!findings.met().isEmpty()) {
            lines.add(decoding + ", constraints met in purchases: "
                    + findings.met().entrySet().stream()
                            .map(each -> Wording.of(each.getKey()) + " " + Figures.percent(each.getValue()))
                            .collect(Collectors.joining(", ")));
        }
        if (findings.failed() > 0) {
            lines.add("%s, errors in %d failed of %d: %s"
                    .formatted(
                            decoding, findings.failed(), findings.episodes(), counts(findings.errors(), Wording::of)));
            lines.add(decoding + ", lost by: " + counts(findings.fatal(), verb -> verb));
        }
        if (!findings.passHat().isEmpty()) {
            lines.add(decoding + ", " + passed(findings.passHat()));
        }
        if (findings.efficiency() != null) {
            lines.add("%s, turns of a fair shopper over those taken, where it succeeded: %s"
                    .formatted(decoding, Figures.percent(findings.efficiency())));
        }
        ShopFindings.ShopperErrors shopper = findings.shopper();
        if (shopper != null) {
            lines.add("%s, the shoppers' own errors in %d talks: leaks %d, inventions %d, contradictions %d"
                    .formatted(
                            decoding,
                            shopper.talks(),
                            shopper.leaks(),
                            shopper.inventions(),
                            shopper.contradictions()));
        }
        ShopFindings.Changed changed = findings.changed();
        if (changed != null) {
            lines.add("%s, one wish changed in %d tasks that succeeded: right again in %d, the same product in %d"
                    .formatted(decoding, changed.pairs(), changed.right(), changed.same()));
        }
        return lines;
    }

    private static <K> String counts(SortedMap<K, Integer> counts, Function<K, String> name) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<K, Integer>comparingByValue().reversed())
                .map(each -> name.apply(each.getKey()) + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String passed(List<Double> chances) {
        List<String> said = new ArrayList<>();
        for (int k = 1; k <= chances.size(); k++) {
            said.add("pass^%d %s".formatted(k, Figures.percent(chances.get(k - 1))));
        }
        return String.join(", ", said);
    }
}
