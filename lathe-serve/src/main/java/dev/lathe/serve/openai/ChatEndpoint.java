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

/** Answers {@code POST /v1/chat/completions}. */
public final class ChatEndpoint implements Endpoint {
    private final Replies replies;
    private final TokenText tokenText;

    public ChatEndpoint(Replies replies) {
        this.replies = replies;
        tokenText = new TokenText(replies.model().tokenizer());
    }

    @Override
    public void answer(Exchange exchange) throws IOException {
        ChatOrder order = ChatOrder.read(exchange.json(), replies);
        try (Job job = replies.begin(order.fields().replies())) {
            List<Reply> written = order.begin(job, replies);
            exchange.whenGone(job::abort);
            if (order.fields().streams()) {
                stream(order, job, written, exchange.events());
            } else {
                exchange.send(200, whole(order, job, written));
            }
        }
    }

    private ChatAnswer whole(ChatOrder order, Job job, List<Reply> written) throws IOException {
        var choices = new ChatAnswer.Choice[written.size()];
        Together.read(job, written, (index, reply) -> choices[index] = choice(order, index, reply));
        job.check();
        return new ChatAnswer(
                Ids.make("chatcmpl-"),
                "chat.completion",
                Ids.now(),
                order.model(),
                List.of(choices),
                usage(order, written));
    }

    private ChatAnswer.Choice choice(ChatOrder order, int index, Reply reply) {
        var text = new StringBuilder();
        List<ChatAnswer.ToolCall> calls = new ArrayList<>();
        List<GeneratedToken> tokens = new ArrayList<>();
        for (ReplyPart part = reply.next(); part != null; part = reply.next()) {
            switch (part) {
                case ReplyPart.Text(String more, List<GeneratedToken> read) -> {
                    text.append(more);
                    tokens.addAll(read);
                }
                case ReplyPart.Call call -> calls.add(call(call, null));
            }
        }
        var message = new ChatAnswer.Message(
                "assistant",
                text.isEmpty() && !calls.isEmpty() ? null : text.toString(),
                null,
                calls.isEmpty() ? null : calls);
        return new ChatAnswer.Choice(index, message, logProbs(order, tokens), Endings.reason(reply.ending()));
    }

    private void stream(ChatOrder order, Job job, List<Reply> written, EventStream events) throws IOException {
        var chunks = new Chunks(order, events);
        try {
            Together.read(job, written, (index, reply) -> stream(chunks, order, job, index, reply));
            job.check();
            if (order.fields().wantsUsage()) {
                chunks.usage(usage(order, written));
            }
        } catch (ApiError late) {
            events.send(new OpenAiErrors().body(late));
        }
        events.done();
        events.end();
    }

    private void stream(Chunks chunks, ChatOrder order, Job job, int index, Reply reply) throws IOException {
        chunks.send(index, ChatChunk.Delta.OPENING, null, null);
        for (ReplyPart part = reply.next(); part != null; part = reply.next()) {
            switch (part) {
                case ReplyPart.Text(String text, List<GeneratedToken> read) ->
                    chunks.send(index, ChatChunk.Delta.text(text), logProbs(order, read), null);
                case ReplyPart.Call call ->
                    chunks.send(index, ChatChunk.Delta.call(call(call, call.index())), null, null);
            }
        }
        job.check();
        chunks.send(index, ChatChunk.Delta.NOTHING, null, Endings.reason(reply.ending()));
    }

    private static ChatAnswer.ToolCall call(ReplyPart.Call call, @Nullable Integer index) {
        return new ChatAnswer.ToolCall(
                index, Ids.make("call_"), "function", new ChatAnswer.Function(call.name(), call.arguments()));
    }

    private ChatAnswer.@Nullable LogProbs logProbs(ChatOrder order, List<GeneratedToken> tokens) {
        return order.logProbs() ? new ChatAnswer.LogProbs(tokenText.details(tokens)) : null;
    }

    private static Usage usage(ChatOrder order, List<Reply> written) {
        return Usage.of(
                order.prompt().length, written.stream().mapToInt(Reply::tokens).sum());
    }

    /** Writes the chunks of one stream. */
    private static final class Chunks {
        private final String id = Ids.make("chatcmpl-");
        private final long created = Ids.now();
        private final ChatOrder order;
        private final EventStream events;

        Chunks(ChatOrder order, EventStream events) {
            this.order = order;
            this.events = events;
        }

        void send(int index, ChatChunk.Delta delta, ChatAnswer.@Nullable LogProbs logProbs, @Nullable String reason)
                throws IOException {
            send(List.of(new ChatChunk.Choice(index, delta, logProbs, reason)), null);
        }

        void usage(Usage usage) throws IOException {
            send(List.of(), usage);
        }

        private void send(List<ChatChunk.Choice> choices, @Nullable Usage usage) throws IOException {
            events.send(new ChatChunk(id, "chat.completion.chunk", created, order.model(), choices, usage));
        }
    }
}
