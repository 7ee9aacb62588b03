package dev.lathe.serve.openai;

import dev.lathe.model.engine.GeneratedToken;
import dev.lathe.serve.http.ApiError;
import dev.lathe.serve.http.Endpoint;
import dev.lathe.serve.http.EventStream;
import dev.lathe.serve.http.Exchange;
import dev.lathe.serve.reply.Ids;
import dev.lathe.serve.reply.Job;
import dev.lathe.serve.reply.Replies;
import dev.lathe.serve.reply.Reply;
import dev.lathe.serve.reply.ReplyPart;
import dev.lathe.serve.reply.Together;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers {@code POST /v1/completions}. */
public final class CompletionEndpoint implements Endpoint {
    private final Replies replies;

    public CompletionEndpoint(Replies replies) {
        this.replies = replies;
    }

    @Override
    public void answer(Exchange exchange) throws IOException {
        CompletionOrder order = CompletionOrder.read(exchange.json(), replies);
        try (Job job = replies.begin(order.replies())) {
            List<Reply> written = order.begin(job, replies);
            exchange.whenGone(job::abort);
            String id = Ids.make("cmpl-");
            if (order.fields().streams()) {
                stream(id, order, job, written, exchange.events());
            } else {
                exchange.send(200, whole(id, order, job, written));
            }
        }
    }

    private CompletionAnswer whole(String id, CompletionOrder order, Job job, List<Reply> written) throws IOException {
        var choices = new CompletionAnswer.Choice[written.size()];
        Together.read(job, written, (index, reply) -> choices[index] = choice(order, index, reply));
        job.check();
        return answer(id, order, List.of(choices), usage(order, written));
    }

    private CompletionAnswer.Choice choice(CompletionOrder order, int index, Reply reply) {
        var text = new StringBuilder();
        List<GeneratedToken> tokens = new ArrayList<>();
        for (ReplyPart part = reply.next(); part != null; part = reply.next()) {
            if (part instanceof ReplyPart.Text(String more, List<GeneratedToken> read)) {
                text.append(more);
                tokens.addAll(read);
            }
        }
        return writer(order, index, reply).next(text.toString(), tokens, Endings.reason(reply.ending()));
    }

    private ChoiceWriter writer(CompletionOrder order, int index, Reply reply) {
        return new ChoiceWriter(order, index, reply, replies.model().tokenizer());
    }

    private void stream(String id, CompletionOrder order, Job job, List<Reply> written, EventStream events)
            throws IOException {
        try {
            Together.read(job, written, (index, reply) -> stream(id, order, job, index, reply, events));
            job.check();
            if (order.fields().wantsUsage()) {
                events.send(answer(id, order, List.of(), usage(order, written)));
            }
        } catch (ApiError late) {
            events.send(new OpenAiErrors().body(late));
        }
        events.done();
        events.end();
    }

    private void stream(String id, CompletionOrder order, Job job, int index, Reply reply, EventStream events)
            throws IOException {
        ChoiceWriter writer = writer(order, index, reply);
        for (ReplyPart part = reply.next(); part != null; part = reply.next()) {
            if (part instanceof ReplyPart.Text(String more, List<GeneratedToken> read)) {
                send(id, order, writer.next(more, read, null), events);
            }
        }
        job.check();
        send(id, order, writer.next("", List.of(), Endings.reason(reply.ending())), events);
    }

    private static void send(String id, CompletionOrder order, CompletionAnswer.Choice choice, EventStream events)
            throws IOException {
        events.send(answer(id, order, List.of(choice), null));
    }

    private static CompletionAnswer answer(
            String id, CompletionOrder order, List<CompletionAnswer.Choice> choices, @Nullable Usage usage) {
        return new CompletionAnswer(id, "text_completion", Ids.now(), order.model(), choices, usage);
    }

    private static Usage usage(CompletionOrder order, List<Reply> written) {
        return Usage.of(
                order.prompts().stream().mapToInt(prompt -> prompt.length).sum(),
                written.stream().mapToInt(Reply::tokens).sum());
    }
}
