package dev.lathe.train.report;

import java.util.List;

/** Lays out rows of text as a table that can be scrolled where it is too wide. */
final class Tables {
    private Tables() {}

    static Element of(List<String> header, List<List<String>> rows) {
        Element head = Element.of("tr");
        header.forEach(cell -> head.add(Element.of("th").text(cell)));
        Element body = Element.of("tbody");
        rows.forEach(cells -> body.add(row(cells)));
        return Element.of("div", "scroll")
                .add(Element.of("table").add(Element.of("thead").add(head), body));
    }

    static Element row(List<String> cells) {
        Element row = Element.of("tr");
        cells.forEach(cell -> row.add(Element.of("td").text(cell)));
        return row;
    }
}
