package dev.lathe.web.session;

import dev.lathe.core.chat.ChatException;
import dev.lathe.core.chat.ChatModel;
import dev.lathe.core.chat.ChatReply;
import dev.lathe.core.chat.ChatRequest;
import dev.lathe.serve.http.ApiError;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Is a person who replies at a page. Whoever asks waits for the reply. Any thread may use it. */
public final class PersonAtPage implements ChatModel {
    private final Duration patience;
    private final AtomicLong numbers = new AtomicLong();
    private final ConcurrentSkipListMap<Long, Asked> asked = new ConcurrentSkipListMap<>();

    /** Holds a request that waits. */
    private record Asked(String text, CompletableFuture<String> reply) {}

    /**
     * Shows what waits for a reply.
     *
     * @param number names it
     */
    public record Waiting(long number, String text) {}

    /**
     * Opens the page.
     *
     * @param patience how long a request waits
     */
    public PersonAtPage(Duration patience) {
        this.patience = patience;
    }

    /** {@inheritDoc} */
    @Override
    public ChatReply reply(ChatRequest request) {
        long number = numbers.incrementAndGet();
        var waiting = new Asked(request.messages().getLast().content(), new CompletableFuture<>());
        asked.put(number, waiting);
        try {
            String text = waiting.reply().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new ChatReply(text, true, 0, 0);
        } catch (TimeoutException nobody) {
            throw new ChatException("nobody replied at the page in " + patience, true);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("a page only completes replies", impossible);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ChatException("stopped while waiting for a person", false);
        } finally {
            asked.remove(number);
        }
    }

    /** Returns what waits, in the order in which it was asked. */
    public List<Waiting> waiting() {
        return asked.entrySet().stream()
                .map(each -> new Waiting(each.getKey(), each.getValue().text()))
                .toList();
    }

    /**
     * Gives a reply.
     *
     * @throws ApiError if nothing of this number waits, or no longer
     */
    public void say(long number, String text) {
        Asked waiting = asked.get(number);
        if (waiting == null || !waiting.reply().complete(text)) {
            throw ApiError.of(ApiError.Kind.NOT_FOUND, "number", "nobody_waits", "Nobody waits for this reply.");
        }
    }
}
