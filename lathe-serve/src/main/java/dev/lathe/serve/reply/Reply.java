package dev.lathe.serve.reply;

import dev.lathe.model.engine.Completion;
import dev.lathe.model.engine.GeneratedToken;
import dev.lathe.model.engine.Generation;
import dev.lathe.model.tokenizer.StopStrings;
import dev.lathe.model.tokenizer.Tokenizer;
import dev.lathe.serve.tools.Piece;
import dev.lathe.serve.tools.PieceReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the tokens of a generation as text and calls of tools, up to a stop string or the end. One thread at a time. */
public final class Reply {
    private final Generation generation;
    private final Set<Integer> endTokens;
    private final boolean oneCall;
    private final VisibleText visible;
    private final StopStrings stops;
    private final PieceReader pieces;
    private final Deque<ReplyPart> ready = new ArrayDeque<>();
    private final List<GeneratedToken> untold = new ArrayList<>();
    private @Nullable Ending ending;
    private int tokens;
    private int calls;

    Reply(Generation generation, Tokenizer tokenizer, Set<Integer> endTokens, ReplyForm form) {
        this.generation = generation;
        this.endTokens = endTokens;
        oneCall = form.oneCall();
        visible = new VisibleText(tokenizer);
        stops = new StopStrings(form.stops());
        pieces = form.tools() == null ? PieceReader.textOnly() : form.tools().reader();
        add(pieces.next(form.begun()));
    }

    /**
     * Returns the next part, and blocks until there is one.
     *
     * @return null once the reply has ended
     */
    public @Nullable ReplyPart next() {
        while (ready.isEmpty() && ending == null) {
            read();
        }
        return ready.poll();
    }

    private void read() {
        GeneratedToken token = nextToken();
        if (token == null) {
            end(ending(generation.await().finish()));
            return;
        }
        tokens++;
        if (endTokens.contains(token.id())) {
            return;
        }
        untold.add(token);
        take(visible.next(token.id()));
    }

    private @Nullable GeneratedToken nextToken() {
        try {
            return generation.next();
        } catch (IllegalStateException failure) {
            throw EngineFailures.translated(failure);
        }
    }

    private void take(String text) {
        add(pieces.next(stops.next(text)));
        if (stops.found().isPresent()) {
            generation.abort();
            untold.clear();
            add(pieces.rest());
            ending = calls > 0 ? Ending.CALLS : Ending.STOP_STRING;
        }
    }

    private void end(Ending reason) {
        take(visible.rest());
        if (ending == null) {
            add(pieces.next(stops.rest()));
            add(pieces.rest());
            ending = reason == Ending.STOP && calls > 0 ? Ending.CALLS : reason;
            tell("");
        }
    }

    private static Ending ending(Completion.FinishReason reason) {
        return switch (reason) {
            case STOP -> Ending.STOP;
            case LENGTH -> Ending.LENGTH;
            case ABORTED, UPDATED -> Ending.ABORTED;
        };
    }

    private void add(List<Piece> found) {
        for (Piece piece : found) {
            switch (piece) {
                case Piece.Text(String text) -> tell(text);
                case Piece.Call(String name, String arguments) -> {
                    if (calls == 0 || !oneCall) {
                        ready.add(new ReplyPart.Call(calls++, name, arguments));
                    }
                }
            }
        }
    }

    private void tell(String text) {
        if (!text.isEmpty() || !untold.isEmpty()) {
            ready.add(new ReplyPart.Text(text, List.copyOf(untold)));
            untold.clear();
        }
    }

    /** Returns why the reply ended. */
    public Ending ending() {
        if (ending == null) {
            throw new IllegalStateException("the reply has not ended");
        }
        return ending;
    }

    /** Returns the stop string at which it ended, or null. */
    public @Nullable String stopString() {
        return stops.found().orElse(null);
    }

    /** Returns how many tokens were read, the one that ended the reply included. */
    public int tokens() {
        return tokens;
    }

    /** Returns the log-probabilities of the prompt's tokens but the first, if they were asked for: of all once there is a token. */
    public float[] promptLogProbs() {
        return generation.promptLogProbs();
    }
}
