package dev.lathe.web.customer;

import dev.lathe.serve.http.ApiError;
import dev.lathe.serve.http.Check;
import dev.lathe.shop.Language;
import dev.lathe.shop.WishReader;
import dev.lathe.shop.dialogue.Kinds;
import dev.lathe.shop.dialogue.Occasion;
import dev.lathe.shop.dialogue.SameFacts;
import dev.lathe.shop.dialogue.Voice;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Is a person who is the customer at a page. Whoever asks waits for the reply. Any thread may use it. */
public final class PersonAtPage {
    private final Duration patience;
    private final AtomicLong numbers = new AtomicLong();
    private final ConcurrentSkipListMap<Long, Asked> asked = new ConcurrentSkipListMap<>();

    private record Asked(Waiting waiting, CompletableFuture<Choice> reply) {}

    /**
     * Is an agent that waits for a reply.
     *
     * @param number names it
     * @param templates how each line that is allowed is said if the person does not word it
     * @param talk what was said before
     */
    record Waiting(long number, Language language, Occasion occasion, List<String> templates, List<Exchange> talk) {
        Waiting {
            templates = List.copyOf(templates);
            talk = List.copyOf(talk);
        }
    }

    /** Holds what an agent asked or proposed, and what it was answered. */
    record Exchange(String agent, String customer) {}

    /**
     * Is what the person says.
     *
     * @param line the place of the line that is said, from 0
     * @param words the person's own; empty if the template will do
     */
    record Choice(int line, String words) {}

    /**
     * Opens the page.
     *
     * @param patience how long an agent waits
     */
    public PersonAtPage(Duration patience) {
        this.patience = patience;
    }

    /**
     * Returns the voice of the customers in one language.
     *
     * @param templates say what the person does not, or not rightly
     */
    public Voice voice(Language language, Kinds kinds, WishReader reader, Voice templates) {
        return new PersonVoice(this, language, kinds, new SameFacts(reader), templates);
    }

    /** Waits for what the person says; nothing if nobody does in time. */
    Optional<Choice> ask(Language language, Occasion occasion, List<String> templates, List<Exchange> talk) {
        var waiting = new Waiting(numbers.incrementAndGet(), language, occasion, templates, talk);
        var reply = new CompletableFuture<Choice>();
        asked.put(waiting.number(), new Asked(waiting, reply));
        try {
            return Optional.of(reply.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException nobody) {
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("a page only completes replies", impossible);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            asked.remove(waiting.number());
        }
    }

    /** Returns who waits, in the order in which they asked. */
    List<Waiting> waiting() {
        return asked.values().stream().map(Asked::waiting).toList();
    }

    /**
     * Gives a reply.
     *
     * @throws ApiError if nothing of this number waits, or no longer, or there is no such line
     */
    void say(long number, Choice choice) {
        Asked waiting = asked.get(number);
        if (waiting != null) {
            Check.range("line", choice.line(), 0, waiting.waiting().templates().size() - 1, 0);
        }
        if (waiting == null || !waiting.reply().complete(choice)) {
            throw ApiError.of(ApiError.Kind.NOT_FOUND, "number", "nobody_waits", "Nobody waits for this reply.");
        }
    }
}
