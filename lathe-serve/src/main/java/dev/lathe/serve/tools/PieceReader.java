package dev.lathe.serve.tools;

import java.util.List;

/** Cuts what a model writes into text and calls of tools, as it comes. One reply each. */
public interface PieceReader {
    /** Takes what came next and returns the pieces that are now certain. */
    List<Piece> next(String text);

    /** Returns what is left when nothing more comes. */
    List<Piece> rest();

    /** Returns a reader for which everything is text. */
    static PieceReader textOnly() {
        return new PieceReader() {
            @Override
            public List<Piece> next(String text) {
                return text.isEmpty() ? List.of() : List.of(new Piece.Text(text));
            }

            @Override
            public List<Piece> rest() {
                return List.of();
            }
        };
    }
}
