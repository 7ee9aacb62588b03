package dev.lathe.serve.anthropic;

import dev.lathe.model.constraint.Constraint;
import dev.lathe.model.engine.GenerationRequest;
import dev.lathe.model.sampling.Sampling;
import dev.lathe.serve.anthropic.MessagesRequest.ToolChoice;
import dev.lathe.serve.http.Check;
import dev.lathe.serve.http.Json;
import dev.lathe.serve.reply.Job;
import dev.lathe.serve.reply.Prompts;
import dev.lathe.serve.reply.Replies;
import dev.lathe.serve.reply.Reply;
import dev.lathe.serve.reply.ReplyForm;
import dev.lathe.serve.tools.ToolFormat;
import dev.lathe.serve.tools.ToolPlan;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Is a request for a message, checked and ready to be begun.
 *
 * @param model the name that the client asked for
 * @param streams whether the answer is streamed
 * @param prompt the conversation's tokens
 * @param sampling how the reply is chosen
 * @param form how it is read
 * @param constraint what it must be, or null
 */
record MessageOrder(
        String model,
        boolean streams,
        int[] prompt,
        Sampling sampling,
        ReplyForm form,
        @Nullable Constraint constraint) {
    static MessageOrder read(JsonNode body, Replies replies) {
        MessagesRequest request = Json.read(body, MessagesRequest.class);
        String model = replies.named(request.model());
        ToolPlan tools = tools(request, replies);
        int[] prompt = prompt(request, tools, replies);
        int wanted = Check.present("max_tokens", Check.atLeast("max_tokens", request.maxTokens(), 1));
        int room = new Prompts(replies.model()).room(prompt, "messages", wanted);
        List<String> stops = request.stopSequences() == null ? List.of() : request.stopSequences();
        return new MessageOrder(
                model,
                Boolean.TRUE.equals(request.stream()),
                prompt,
                sampling(request, replies, room),
                new ReplyForm(
                        ReplyForm.stops("stop_sequences", stops), tools.format(), tools.begun(), wantsOneCall(request)),
                replies.constraint("tools", tools.schema()));
    }

    /** Returns the tokens of a request's conversation. */
    static int[] prompt(MessagesRequest request, Replies replies) {
        return prompt(request, tools(request, replies), replies);
    }

    private static int[] prompt(MessagesRequest request, ToolPlan tools, Replies replies) {
        return new Prompts(replies.model()).chat(Conversations.of(request), tools.described(), tools.begun());
    }

    private static ToolPlan tools(MessagesRequest request, Replies replies) {
        Map<String, JsonNode> described = ToolDescriptions.of(request.tools());
        ToolFormat format = ToolFormat.of(replies.model().template().source());
        ToolChoice choice = request.toolChoice();
        String type = choice == null ? "auto" : Check.present("tool_choice.type", choice.type());
        return switch (type) {
            case "none" -> ToolPlan.NONE;
            case "auto" -> ToolPlan.free(described.values(), format);
            case "any" -> {
                if (described.isEmpty()) {
                    throw Check.invalid("tool_choice", "'any' needs 'tools'");
                }
                yield ToolPlan.bound(described.values(), described.values(), format);
            }
            case "tool" -> {
                String name = choice == null ? null : choice.name();
                JsonNode tool = described.get(Check.present("tool_choice.name", name));
                if (tool == null) {
                    throw Check.invalid("tool_choice.name", "'tools' has none named '%s'".formatted(name));
                }
                yield ToolPlan.bound(described.values(), List.of(tool), format);
            }
            default ->
                throw Check.invalid(
                        "tool_choice.type", "expected auto, any, tool or none, but got '%s'".formatted(type));
        };
    }

    private static boolean wantsOneCall(MessagesRequest request) {
        ToolChoice choice = request.toolChoice();
        return choice != null && Boolean.TRUE.equals(choice.disableParallelToolUse());
    }

    private static Sampling sampling(MessagesRequest request, Replies replies, int maxTokens) {
        return Sampling.of(Check.range("temperature", request.temperature(), 0, 1, 1), maxTokens, replies.seed())
                .withTopP(Check.range("top_p", request.topP(), Double.MIN_NORMAL, 1, 1))
                .withTopK(Check.range("top_k", request.topK(), 0, Integer.MAX_VALUE, 0))
                .withStopTokens(replies.model().endTokens());
    }

    Reply begin(Job job, Replies replies) {
        return job.begin(
                GenerationRequest.of(prompt, sampling)
                        .withConstraint(replies.begin(constraint, sampling))
                        .withAdapter(replies.model().adapter(model)),
                form);
    }
}
