package dev.lathe.serve.openai;

import dev.lathe.model.constraint.Constraint;
import dev.lathe.model.engine.GenerationRequest;
import dev.lathe.model.sampling.Sampling;
import dev.lathe.model.tokenizer.ChatTurn;
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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Is a request for a chat completion, checked and ready to be begun.
 *
 * @param model the name that the client asked for
 * @param fields what the client said of sampling
 * @param prompt the conversation's tokens
 * @param sampling how the first reply is chosen
 * @param form how replies are read
 * @param constraint what replies must be, or null
 * @param logProbs whether the client wants log-probabilities
 */
record ChatOrder(
        String model,
        SamplingFields fields,
        int[] prompt,
        Sampling sampling,
        ReplyForm form,
        @Nullable Constraint constraint,
        boolean logProbs) {
    static ChatOrder read(JsonNode body, Replies replies) {
        ChatRequest request = Json.read(body, ChatRequest.class);
        SamplingFields fields = Json.read(body, SamplingFields.class);
        String model = replies.named(fields.model());
        List<ChatTurn> turns = Turns.of(request.messages());
        ToolPlan tools = ToolFields.plan(
                request.tools(),
                request.toolChoice(),
                ToolFormat.of(replies.model().template().source()));
        Constraint constraint = constraint(request, fields, tools, replies);
        var prompts = new Prompts(replies.model());
        int[] prompt = prompts.chat(turns, tools.described(), tools.begun());
        int room = prompts.room(prompt, "messages", maxTokens(request));
        boolean logProbs = Boolean.TRUE.equals(request.logprobs());
        int top = Check.range("top_logprobs", request.topLogprobs(), 0, Sampling.MOST_LOG_PROBS, 0);
        if (top > 0 && !logProbs) {
            throw Check.invalid("top_logprobs", "'logprobs' must be true");
        }
        return new ChatOrder(
                model,
                fields,
                prompt,
                fields.sampling(replies, room, top),
                new ReplyForm(
                        fields.stops(),
                        tools.format(),
                        tools.begun(),
                        Boolean.FALSE.equals(request.parallelToolCalls())),
                constraint,
                logProbs);
    }

    /**
     * Returns what replies must be: a call where one is asked for, else what the form or the expression says. Where the model may either
     * call a tool or answer, nothing can be held to a form without forbidding the calls, so that this is refused.
     */
    private static @Nullable Constraint constraint(
            ChatRequest request, SamplingFields fields, ToolPlan tools, Replies replies) {
        JsonNode schema = Formats.schema(request.responseFormat());
        if (schema != null && fields.regex() != null) {
            throw Check.invalid("regex", "'response_format' says what the reply must be already");
        }
        if (tools.schema() != null) {
            return replies.constraint("tools", tools.schema());
        }
        if (tools.format() != null && (schema != null || fields.regex() != null)) {
            throw Check.invalid(
                    schema == null ? "regex" : "response_format",
                    "it cannot be held while the model may call a tool instead; 'tool_choice' must be 'none' or 'required'");
        }
        return schema == null ? replies.pattern("regex", fields.regex()) : replies.constraint(Formats.SCHEMA, schema);
    }

    private static @Nullable Integer maxTokens(ChatRequest request) {
        Integer newer = Check.atLeast("max_completion_tokens", request.maxCompletionTokens(), 1);
        Integer older = Check.atLeast("max_tokens", request.maxTokens(), 1);
        return newer == null ? older : newer;
    }

    /** Begins all replies that are asked for. */
    List<Reply> begin(Job job, Replies replies) {
        return IntStream.range(0, fields.replies())
                .mapToObj(index -> job.begin(request(index, replies), form))
                .toList();
    }

    private GenerationRequest request(int index, Replies replies) {
        return GenerationRequest.of(prompt, Seeding.nth(sampling, index))
                .withConstraint(replies.begin(constraint, sampling))
                .withPriority(fields.enginePriority())
                .withAdapter(replies.model().adapter(model));
    }
}
