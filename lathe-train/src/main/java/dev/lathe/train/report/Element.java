package dev.lathe.train.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds an element of HTML or SVG. Text and attributes are escaped here and nowhere else; what comes out is also well-formed XML. */
final class Element {
    private static final Set<String> VOID = Set.of("meta", "br", "col");

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Object> children = new ArrayList<>();

    private record Raw(String markup) {}

    private Element(String name) {
        this.name = name;
    }

    static Element of(String name) {
        return new Element(name);
    }

    /** Begins an element with a CSS class. */
    static Element of(String name, String cssClass) {
        return new Element(name).with("class", cssClass);
    }

    Element with(String attribute, Object value) {
        String text = value instanceof Double number ? Figures.coordinate(number) : String.valueOf(value);
        attributes.put(attribute, text);
        return this;
    }

    Element text(String text) {
        children.add(text);
        return this;
    }

    Element add(Element... elements) {
        children.addAll(List.of(elements));
        return this;
    }

    Element addAll(List<Element> elements) {
        children.addAll(elements);
        return this;
    }

    /** Adds the report's own style sheet or script, which have no user's text in them. */
    Element raw(String markup) {
        children.add(new Raw(markup));
        return this;
    }

    String render() {
        var out = new StringBuilder();
        render(out);
        return out.toString();
    }

    private void render(StringBuilder out) {
        out.append('<').append(name);
        attributes.forEach((attribute, value) -> {
            out.append(' ').append(attribute).append("=\"");
            escape(value, out);
            out.append('"');
        });
        if (VOID.contains(name)) {
            out.append("/>");
            return;
        }
        out.append('>');
        for (Object child : children) {
            switch (child) {
                case Element element -> element.render(out);
                case Raw raw -> out.append(raw.markup());
                default -> escape(child.toString(), out);
            }
        }
        out.append("</").append(name).append('>');
    }

    private static void escape(String text, StringBuilder out) {
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(allowed(point) ? point : 0xFFFD);
            }
        });
    }

    /** Models write anything: control characters and lone surrogates, which no XML may hold, become the replacement character. */
    private static boolean allowed(int point) {
        return point == '\n'
                || point == '\t'
                || (point >= 0x20 && point < 0xD800)
                || (point >= 0xE000 && point < 0xFFFE)
                || point > 0xFFFF;
    }
}
