package dev.lathe.verify.math;

import java.util.ArrayList;
import java.util.List;

/** Finds what stands in boxes. Boxes that follow one another closely are one answer of several parts. */
final class Boxes {
    private static final String BOX = "\\boxed";
    private static final int CLOSE = 10;
    private static final int NEAR = 70;
    private static final int MAX_BOXES = 20;

    private Boxes() {}

    /** Returns the last answer in boxes, or nothing. */
    static List<Candidate> in(String text) {
        List<Candidate> parts = new ArrayList<>();
        int before = text.length();
        while (parts.size() < MAX_BOXES) {
            int at = text.lastIndexOf(BOX, before - 1);
            if (at < 0) {
                break;
            }
            Candidate box = box(text, at, before);
            if (!parts.isEmpty() && !belongs(text, box, parts.getFirst())) {
                break;
            }
            if (parts.isEmpty() || !parts.getFirst().formula().equals(box.formula())) {
                parts.addFirst(box);
            }
            before = at;
        }
        if (parts.isEmpty()) {
            return List.of();
        }
        String formula = String.join(",", parts.stream().map(Candidate::formula).toList());
        return List.of(new Candidate(parts.getFirst().start(), parts.getLast().end(), formula));
    }

    private static Candidate box(String text, int at, int limit) {
        int open = at + BOX.length();
        while (open < limit && Character.isWhitespace(text.charAt(open))) {
            open++;
        }
        if (open >= limit || text.charAt(open) != '{') {
            int end = text.indexOf('$', open);
            return new Candidate(at, limit, text.substring(open, end < 0 ? limit : Math.min(end, limit)));
        }
        int close = Braces.closing(text.substring(0, limit), open);
        return close < 0
                ? new Candidate(at, limit, text.substring(open + 1, limit))
                : new Candidate(at, close + 1, text.substring(open + 1, close).strip());
    }

    private static boolean belongs(String text, Candidate box, Candidate next) {
        if (box.end() > next.start()) {
            return false;
        }
        String between = text.substring(box.end(), next.start());
        return between.length() < CLOSE
                || (between.length() < NEAR
                        && !box.formula().equals(next.formula())
                        && between.matches("(?s).*(?:\\b(?:and|or)\\b|[,;]).*"));
    }
}
