package dev.lathe.cli;

import dev.lathe.cli.Finding.Verdict;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Says whether this machine has what Lathe needs. */
@Command(
        name = "doctor",
        description = "Say whether this machine has what Lathe needs, and what is missing.",
        footer = {"", "Exit code 0 if nothing is missing, else 1."})
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Finding> findings = Examination.all();
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(finding -> out.println(output.json() ? json(finding) : line(finding)));
        return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.MISSING) ? 1 : 0;
    }

    private static String line(Finding finding) {
        String advice = finding.advice().isEmpty() ? "" : " (" + finding.advice() + ")";
        return "%-8s %-15s %s%s".formatted(verdict(finding), finding.subject(), finding.detail(), advice);
    }

    private static String json(Finding finding) {
        var object = new LinkedHashMap<String, Object>();
        object.put("subject", finding.subject());
        object.put("verdict", verdict(finding));
        object.put("detail", finding.detail());
        object.put("advice", finding.advice());
        return new JsonMapper().writeValueAsString(object);
    }

    private static String verdict(Finding finding) {
        return finding.verdict().name().toLowerCase(Locale.ROOT);
    }
}
