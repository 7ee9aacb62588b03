package dev.lathe.cli;

import dev.lathe.core.Message;
import dev.lathe.core.Metrics;
import dev.lathe.core.Observation;
import dev.lathe.core.StepResult;
import dev.lathe.shop.ShopAction;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.action.ActionFormat;
import dev.lathe.shop.session.ShopEnvironment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Plays one episode between a person and the shop. */
final class ShopGame {
    private static final ActionFormat FORMAT = ActionFormat.TEXT;

    private final ShopEnvironment environment;
    private final BufferedReader in;
    private final PrintWriter out;

    ShopGame(ShopEnvironment environment, BufferedReader in, PrintWriter out) {
        this.environment = environment;
        this.in = in;
        this.out = out;
    }

    /** Plays until the purchase, the turn limit, or the end of the input. */
    void play(ShopTask task) throws IOException {
        out.println(
                "Find, check, choose and buy what is asked for. Words search (| max 99 limits the price); a number does");
        out.println("what stands behind it. Only a purchase is scored.");
        out.println();
        show(environment.reset(task, 0));
        while (true) {
            List<ShopAction> possible = environment.possible();
            hint(possible);
            String line = in.readLine();
            if (line == null) {
                out.println("You left without a purchase, and without a score.");
                return;
            }
            if (!line.isBlank() && ended(environment.step(action(line.strip(), possible)))) {
                return;
            }
        }
    }

    private boolean ended(StepResult result) {
        show(result.observation());
        if (result.done()) {
            score(result);
        }
        return result.done();
    }

    private void show(Observation observation) {
        for (Message message : observation.messages()) {
            out.println(message.content());
        }
    }

    private void hint(List<ShopAction> possible) {
        List<String> hints = new ArrayList<>();
        for (ShopAction action : possible) {
            hints.add("%d %s".formatted(hints.size() + 1, FORMAT.write(action)));
        }
        if (!hints.isEmpty()) {
            out.println("  " + String.join("  ", hints));
        }
        out.print("> ");
        out.flush();
    }

    /** Takes a number for the hint, an action as agents write it for itself, and everything else for a search. */
    private static String action(String line, List<ShopAction> possible) {
        if (line.matches("\\d{1,3}")) {
            int number = Integer.parseInt(line);
            return number >= 1 && number <= possible.size() ? FORMAT.write(possible.get(number - 1)) : line;
        }
        return line.contains("[") ? line : "search[%s]".formatted(line);
    }

    private void score(StepResult result) {
        Metrics parts = result.info();
        out.println();
        if (parts.get("bought") == 0) {
            out.println("The customer has gone: no purchase, no score.");
            return;
        }
        out.println(parts.get("success") == 1 ? "Exactly what was asked for." : "Not quite what was asked for.");
        for (String part : List.of("type", "attributes", "options", "price", "strict", "loose")) {
            out.println(String.format(Locale.ROOT, "  %-10s %.2f", part, parts.get(part)));
        }
        out.println(String.format(Locale.ROOT, "  in %.0f turns", parts.get("turns")));
    }
}
