package dev.lathe.serve.openai;

import dev.lathe.model.engine.GeneratedToken;
import dev.lathe.serve.http.ApiError;
import dev.lathe.serve.http.Endpoint;
import dev.lathe.serve.http.EventStream;
import dev.lathe.serve.http.Exchange;
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
    private final TokenText tokenText;

    public CompletionEndpoint(Replies replies) {
        this.replies = replies;
        tokenText = new TokenText(replies.model().tokenizer());
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
        var text = new StringBuilder(prefix(order, index));
        List<GeneratedToken> tokens = new ArrayList<>();
        for (ReplyPart part = reply.next(); part != null; part = reply.next()) {
            if (part instanceof ReplyPart.Text(String more, List<GeneratedToken> read)) {
                text.append(more);
                tokens.addAll(read);
            }
        }
        CompletionAnswer.LogProbs logProbs = logProbs(order, index, reply, 0, tokens);
        return new CompletionAnswer.Choice(index, text.toString(), logProbs, Endings.reason(reply.ending()));
    }

    private String prefix(CompletionOrder order, int index) {
        return order.echo() ? replies.model().tokenizer().decode(order.promptOf(index), true) : "";
    }

    private CompletionAnswer.@Nullable LogProbs logProbs(
            CompletionOrder order, int index, Reply reply, int offset, List<GeneratedToken> tokens) {
        if (!order.logProbs()) {
            return null;
        }
        var all = new CompletionLogProbs(tokenText, offset);
        if (order.echo() && offset == 0) {
            all.addPrompt(order.promptOf(index), reply.promptLogProbs());
        }
        all.add(tokens);
        return all.all();
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
        String prefix = prefix(order, index);
        int offset = 0;
        for (ReplyPart part = reply.next(); part != null; part = reply.next()) {
            if (part instanceof ReplyPart.Text(String more, List<GeneratedToken> read)) {
                String text = prefix + more;
                CompletionAnswer.LogProbs logProbs = logProbs(order, index, reply, offset, read);
                send(id, order, new CompletionAnswer.Choice(index, text, logProbs, null), events);
                offset += text.length();
                prefix = "";
            }
        }
        job.check();
        send(id, order, new CompletionAnswer.Choice(index, prefix, null, Endings.reason(reply.ending())), events);
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
