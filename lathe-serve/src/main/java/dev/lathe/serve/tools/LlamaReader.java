package dev.lathe.serve.tools;

import java.util.List;

/**
 * Finds calls as Llama 3 writes them: the whole reply is {@code {"name": ..., "parameters": {...}}}, perhaps after
 * {@code <|python_tag|>}; several are parted by semicolons. A reply that begins otherwise is text from its first word.
 */
final class LlamaReader implements PieceReader {
    private final StringBuilder held = new StringBuilder();
    private boolean plain;

    @Override
    public List<Piece> next(String text) {
        held.append(text);
        String begun = held.toString().stripLeading();
        if (!plain && (begun.isEmpty() || begun.startsWith("{") || begins(begun))) {
            return List.of();
        }
        plain = true;
        return take();
    }

    private static boolean begins(String text) {
        return text.startsWith(ToolFormat.PYTHON_TAG) || ToolFormat.PYTHON_TAG.startsWith(text);
    }

    @Override
    public List<Piece> rest() {
        String body = held.toString().strip();
        List<Piece.Call> calls = plain
                ? List.of()
                : CallJson.all(
                        body.startsWith(ToolFormat.PYTHON_TAG) ? body.substring(ToolFormat.PYTHON_TAG.length()) : body,
                        ";,");
        return calls.isEmpty() ? take() : List.copyOf(calls);
    }

    private List<Piece> take() {
        String text = held.toString();
        held.setLength(0);
        return text.isEmpty() ? List.of() : List.of(new Piece.Text(text));
    }
}
