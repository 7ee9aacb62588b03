package dev.lathe.serve.anthropic;

import dev.lathe.serve.http.EventStream;
import java.io.IOException;
import tools.jackson.databind.json.JsonMapper;

/** Writes the blocks of a message as events: each is started, grows and ends before the next. */
final class BlockStream {
    private final EventStream events;
    private int index;
    private boolean inText;

    BlockStream(EventStream events) {
        this.events = events;
    }

    void text(String text) throws IOException {
        if (text.isEmpty()) {
            return;
        }
        if (!inText) {
            inText = true;
            send(new MessageEvent.BlockStarted(index, MessageAnswer.Block.text("")));
        }
        send(new MessageEvent.BlockGrew(index, MessageEvent.Growth.text(text)));
    }

    void call(String id, String name, String arguments) throws IOException {
        endBlock();
        var empty = JsonMapper.shared().createObjectNode();
        send(new MessageEvent.BlockStarted(index, MessageAnswer.Block.call(id, name, empty)));
        send(new MessageEvent.BlockGrew(index, MessageEvent.Growth.input(arguments)));
        send(new MessageEvent.BlockEnded(index));
        index++;
    }

    /** Ends the block of text that is open, if one is. */
    void endBlock() throws IOException {
        if (inText) {
            inText = false;
            send(new MessageEvent.BlockEnded(index));
            index++;
        }
    }

    void send(MessageEvent event) throws IOException {
        events.send(event.type(), event);
    }
}
