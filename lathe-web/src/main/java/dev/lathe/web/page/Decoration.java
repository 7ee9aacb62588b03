package dev.lathe.web.page;

import org.jspecify.annotations.Nullable;

/** Draws pattern and finish of a product over its body. */
final class Decoration {
    private Decoration() {}

    static String of(@Nullable String pattern, @Nullable String finish, String color) {
        return pattern(pattern == null ? "" : pattern, color) + finish(finish == null ? "" : finish);
    }

    private static String pattern(String pattern, String color) {
        String strokes = switch (pattern) {
            case "striped" -> "<path d=\"M46 52h28M46 60h28M46 68h28M46 76h28\"/>";
            case "checked" -> "<path d=\"M46 56h28M46 66h28M46 76h28M50 50v30M60 50v30M70 50v30\"/>";
            case "floral" ->
                "<g fill=\"none\"><circle cx=\"52\" cy=\"58\" r=\"4\"/><circle cx=\"66\" cy=\"66\" r=\"4\"/>"
                        + "<circle cx=\"54\" cy=\"74\" r=\"3\"/></g>";
            case "camouflage" -> "<path d=\"M48 58q6-6 11 0t10-1M50 70q7 5 12-1t9 2\"/>";
            default -> "";
        };
        if (pattern.equals("dotted")) {
            return "<g fill=\"%s\"><circle cx=\"51\" cy=\"57\" r=\"2.4\"/><circle cx=\"62\" cy=\"57\" r=\"2.4\"/><circle cx=\"56\" cy=\"66\" r=\"2.4\"/><circle cx=\"68\" cy=\"66\" r=\"2.4\"/><circle cx=\"51\" cy=\"75\" r=\"2.4\"/><circle cx=\"62\" cy=\"75\" r=\"2.4\"/></g>"
                    .formatted(color);
        }
        return strokes.isEmpty()
                ? ""
                : "<g stroke=\"%s\" stroke-width=\"2.4\" stroke-linecap=\"round\" fill=\"none\">%s</g>"
                        .formatted(color, strokes);
    }

    private static String finish(String finish) {
        return switch (finish) {
            case "glossy" ->
                "<path d=\"M46 44q-4 16 0 32\" stroke=\"#fff\" stroke-opacity=\"0.85\" stroke-width=\"4\" stroke-linecap=\"round\" fill=\"none\"/>";
            case "brushed" ->
                "<path d=\"M44 48h32M44 54h32M44 72h32M44 78h32\" stroke=\"#fff\" stroke-opacity=\"0.45\" stroke-width=\"1\"/>";
            case "frosted" ->
                "<rect x=\"42\" y=\"44\" width=\"36\" height=\"36\" rx=\"8\" fill=\"#fff\" fill-opacity=\"0.3\"/>";
            case "hammered" ->
                "<g fill=\"#000\" fill-opacity=\"0.16\"><circle cx=\"50\" cy=\"54\" r=\"2\"/><circle cx=\"60\" cy=\"60\" r=\"2\"/><circle cx=\"70\" cy=\"54\" r=\"2\"/><circle cx=\"52\" cy=\"70\" r=\"2\"/><circle cx=\"66\" cy=\"72\" r=\"2\"/></g>";
            default -> "";
        };
    }
}
