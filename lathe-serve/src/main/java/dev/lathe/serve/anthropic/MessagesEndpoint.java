package dev.lathe.serve.anthropic;

import dev.lathe.model.engine.GeneratedToken;
import dev.lathe.serve.http.ApiError;
import dev.lathe.serve.http.EventStream;
import dev.lathe.serve.http.Exchange;
import dev.lathe.serve.http.Json;
import dev.lathe.serve.reply.Ids;
import dev.lathe.serve.reply.Job;
import dev.lathe.serve.reply.Replies;
import dev.lathe.serve.reply.Reply;
import dev.lathe.serve.reply.ReplyPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Answers {@code POST /v1/messages} and {@code POST /v1/messages/count_tokens}. */
public final class MessagesEndpoint {
    private record Count(int inputTokens) {}

    private final Replies replies;

    public MessagesEndpoint(Replies replies) {
        this.replies = replies;
    }

    /** Counts the tokens that a request's conversation has. */
    public void count(Exchange exchange) throws IOException {
        MessagesRequest request = Json.read(exchange.json(), MessagesRequest.class);
        replies.named(request.model());
        exchange.send(200, new Count(MessageOrder.prompt(request, replies).length));
    }

    /** Answers with a message. */
    public void answer(Exchange exchange) throws IOException {
        MessageOrder order = MessageOrder.read(exchange.json(), replies);
        try (Job job = replies.begin(1)) {
            Reply reply = order.begin(job, replies);
            exchange.whenGone(job::abort);
            if (order.streams()) {
                stream(order, job, reply, exchange.events());
            } else {
                exchange.send(200, whole(order, job, reply));
            }
        }
    }

    private static MessageAnswer whole(MessageOrder order, Job job, Reply reply) {
        var text = new StringBuilder();
        List<MessageAnswer.Block> calls = new ArrayList<>();
        for (ReplyPart part = reply.next(); part != null; part = reply.next()) {
            switch (part) {
                case ReplyPart.Text(String more, List<GeneratedToken> _) -> text.append(more);
                case ReplyPart.Call(int _, String name, String arguments) ->
                    calls.add(MessageAnswer.Block.call(Ids.make("toolu_"), name, Json.tree(arguments)));
            }
        }
        job.check();
        List<MessageAnswer.Block> blocks = new ArrayList<>();
        if (!text.isEmpty() || calls.isEmpty()) {
            blocks.add(MessageAnswer.Block.text(text.toString()));
        }
        blocks.addAll(calls);
        return message(order, blocks, MessageAnswer.Stop.of(reply), reply.tokens());
    }

    private static void stream(MessageOrder order, Job job, Reply reply, EventStream events) throws IOException {
        var blocks = new BlockStream(events);
        blocks.send(new MessageEvent.Started(message(order, List.of(), new MessageAnswer.Stop(null, null), 0)));
        try {
            for (ReplyPart part = reply.next(); part != null; part = reply.next()) {
                switch (part) {
                    case ReplyPart.Text(String text, List<GeneratedToken> _) -> blocks.text(text);
                    case ReplyPart.Call(int _, String name, String arguments) ->
                        blocks.call(Ids.make("toolu_"), name, arguments);
                }
            }
            blocks.endBlock();
            job.check();
            blocks.send(new MessageEvent.Changed(MessageAnswer.Stop.of(reply), reply.tokens()));
            blocks.send(new MessageEvent.Ended());
        } catch (ApiError late) {
            events.send("error", new AnthropicErrors().body(late));
        }
        events.end();
    }

    private static MessageAnswer message(
            MessageOrder order, List<MessageAnswer.Block> blocks, MessageAnswer.Stop stop, int tokens) {
        return new MessageAnswer(
                Ids.make("msg_"),
                "message",
                "assistant",
                order.model(),
                blocks,
                stop.stopReason(),
                stop.stopSequence(),
                new MessageAnswer.Usage(order.prompt().length, tokens));
    }
}
