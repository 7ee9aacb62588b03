package dev.lathe.serve.openai;

import dev.lathe.model.constraint.Constraint;
import dev.lathe.model.engine.GenerationRequest;
import dev.lathe.model.sampling.Sampling;
import dev.lathe.serve.http.ApiError;
import dev.lathe.serve.http.Check;
import dev.lathe.serve.http.Json;
import dev.lathe.serve.reply.Job;
import dev.lathe.serve.reply.Prompts;
import dev.lathe.serve.reply.Replies;
import dev.lathe.serve.reply.Reply;
import dev.lathe.serve.reply.ReplyForm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Is a request for completions, checked and ready to be begun.
 *
 * @param model the name that the client asked for
 * @param fields what the client said of sampling
 * @param prompts the tokens of each prompt
 * @param samplings how the first reply to each prompt is chosen
 * @param form how replies are read
 * @param constraint what replies must be, or null
 * @param logProbs whether the client wants log-probabilities
 * @param echo whether the answer begins with the prompt
 */
record CompletionOrder(
        String model,
        SamplingFields fields,
        List<int[]> prompts,
        List<Sampling> samplings,
        ReplyForm form,
        @Nullable Constraint constraint,
        boolean logProbs,
        boolean echo) {
    static CompletionOrder read(JsonNode body, Replies replies) {
        CompletionRequest request = Json.read(body, CompletionRequest.class);
        SamplingFields fields = Json.read(body, SamplingFields.class);
        String model = replies.named(fields.model());
        refuseWhatIsNotServed(request, fields);
        List<int[]> prompts = TextInputs.read("prompt", request.prompt(), replies.model());
        Integer maxTokens = Check.atLeast("max_tokens", request.maxTokens(), 1);
        int wanted = maxTokens == null ? CompletionRequest.USUAL_TOKENS : maxTokens;
        int top = Check.range("logprobs", request.logprobs(), 0, Sampling.MOST_LOG_PROBS, 0);
        var reader = new Prompts(replies.model());
        List<Sampling> samplings = prompts.stream()
                .map(prompt -> fields.sampling(replies, reader.room(prompt, "prompt", wanted), top))
                .toList();
        return new CompletionOrder(
                model,
                fields,
                prompts,
                samplings,
                ReplyForm.text(fields.stops()),
                replies.pattern("regex", fields.regex()),
                request.logprobs() != null,
                Boolean.TRUE.equals(request.echo()));
    }

    private static void refuseWhatIsNotServed(CompletionRequest request, SamplingFields fields) {
        if (request.suffix() != null && !request.suffix().isEmpty()) {
            throw ApiError.invalid("suffix", "'suffix' is not supported: this model does not fill in.");
        }
        int best = Check.range("best_of", request.bestOf(), 1, fields.replies(), fields.replies());
        if (best != fields.replies()) {
            throw Check.invalid("best_of", "it must be as many as 'n', or be left out");
        }
    }

    /** Returns how many replies are asked for: {@code n} to each prompt. */
    int replies() {
        return prompts.size() * fields.replies();
    }

    int[] promptOf(int index) {
        return prompts.get(index / fields.replies());
    }

    /** Begins all replies that are asked for. */
    List<Reply> begin(Job job, Replies replies) {
        List<Reply> begun = new ArrayList<>();
        for (int i = 0; i < replies(); i++) {
            Sampling sampling = Seeding.nth(samplings.get(i / fields.replies()), i % fields.replies());
            begun.add(job.begin(
                    GenerationRequest.of(promptOf(i), sampling)
                            .withPriority(fields.enginePriority())
                            .withPromptLogProbs(echo && logProbs)
                            .withConstraint(replies.begin(constraint, sampling))
                            .withAdapter(replies.model().adapter(model)),
                    form));
        }
        return begun;
    }
}
