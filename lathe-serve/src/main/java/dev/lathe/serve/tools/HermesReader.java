package dev.lathe.serve.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds calls as Hermes and Qwen write them: {@code <tool_call>{"name": ..., "arguments": {...}}</tool_call>}. What stands between the
 * tags and is no call stays text.
 */
final class HermesReader implements PieceReader {
    static final String OPEN = "<tool_call>";
    static final String CLOSE = "</tool_call>";

    private final StringBuilder held = new StringBuilder();
    private boolean inside;
    private boolean called;

    @Override
    public List<Piece> next(String text) {
        held.append(text);
        List<Piece> pieces = new ArrayList<>();
        while (step(pieces)) {}
        return pieces;
    }

    /** Takes one piece from what is held, and returns false if more must come first. */
    private boolean step(List<Piece> pieces) {
        String mark = inside ? CLOSE : OPEN;
        int at = held.indexOf(mark);
        if (at < 0) {
            if (!inside) {
                addText(pieces, take(held.length() - Overlap.of(held, OPEN)));
            }
            return false;
        }
        String before = take(at);
        held.delete(0, mark.length());
        if (inside) {
            addCall(pieces, before, CLOSE);
        } else {
            addText(pieces, before);
        }
        inside = !inside;
        return true;
    }

    @Override
    public List<Piece> rest() {
        List<Piece> pieces = new ArrayList<>();
        String left = take(held.length());
        if (inside) {
            addCall(pieces, left, "");
        } else {
            addText(pieces, left);
        }
        return pieces;
    }

    private void addCall(List<Piece> pieces, String body, String close) {
        Optional<Piece.Call> call = CallJson.one(body);
        if (call.isPresent()) {
            called = true;
            pieces.add(call.get());
        } else {
            pieces.add(new Piece.Text(OPEN + body + close));
        }
    }

    /** Adds text; lines that only part one call from the next are none. */
    private void addText(List<Piece> pieces, String text) {
        if (!text.isEmpty() && !(called && text.isBlank())) {
            pieces.add(new Piece.Text(text));
        }
    }

    private String take(int length) {
        String taken = held.substring(0, length);
        held.delete(0, length);
        return taken;
    }
}
