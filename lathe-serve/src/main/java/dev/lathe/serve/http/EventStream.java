package dev.lathe.serve.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** Writes server-sent events, each at once. Any thread may use it; a client that does not read blocks whoever writes. */
public final class EventStream {
    private final Response response;
    private final Runnable onEnd;

    EventStream(Response response, Runnable onEnd) {
        this.response = response;
        this.onEnd = onEnd;
    }

    /** Writes an event that has only data, as JSON. */
    public void send(Object value) throws IOException {
        send(null, value);
    }

    /**
     * Writes an event with data as JSON.
     *
     * @param name the event's name, or null if it has none
     * @throws IOException if the client is gone or did not read for too long
     */
    public void send(@Nullable String name, Object value) throws IOException {
        String head = name == null ? "data: " : "event: " + name + "\ndata: ";
        write(head + new String(Json.write(value), StandardCharsets.UTF_8) + "\n\n");
    }

    /** Writes the mark by which OpenAI's streams end. */
    public void done() throws IOException {
        write("data: [DONE]\n\n");
    }

    /** Ends the answer. */
    public synchronized void end() throws IOException {
        onEnd.run();
        Content.Sink.write(response, true, ByteBuffer.allocate(0));
    }

    private synchronized void write(String text) throws IOException {
        Content.Sink.write(response, false, Exchange.utf8(text));
    }
}
