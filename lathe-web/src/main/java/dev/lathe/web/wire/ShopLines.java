package dev.lathe.web.wire;

import dev.lathe.serve.http.ApiError;
import dev.lathe.serve.http.Json;
import dev.lathe.web.session.ShopService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks JSON, a line for each question and for each answer, in their order: {@code {"id":1,"method":"open","params":{}}} is answered
 * by {@code {"id":1,"result":{...}}} or {@code {"id":1,"error":{"code":"...","message":"..."}}}.
 */
public final class ShopLines {
    private record Answer(
            JsonNode id, @Nullable Object result, @Nullable Refusal error) {}

    private record Refusal(
            String code, String message, @Nullable String param) {}

    private final ShopCalls calls;
    private final Consumer<Throwable> broken;

    /**
     * Prepares to answer.
     *
     * @param broken hears failures that are the server's own fault
     */
    public ShopLines(ShopService service, Consumer<Throwable> broken) {
        this.calls = new ShopCalls(service);
        this.broken = broken;
    }

    /** Answers line by line until there are no more. */
    public void answerAll(BufferedReader in, PrintWriter out) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.isBlank()) {
                out.println(answer(line));
                out.flush();
            }
        }
    }

    String answer(String line) {
        JsonNode id = JsonMapper.shared().nullNode();
        try {
            JsonNode question = Json.tree(line);
            id = question.path("id").isMissingNode() ? id : question.path("id");
            return Json.text(new Answer(id, result(question), null));
        } catch (JacksonException malformed) {
            return refusal(id, "no_json", "The line is not JSON.", null);
        } catch (ApiError error) {
            return refusal(id, error.code() == null ? "invalid" : error.code(), error.getMessage(), error.param());
        } catch (RuntimeException failure) {
            broken.accept(failure);
            return refusal(id, "broken", "The server failed on this question.", null);
        }
    }

    private Object result(JsonNode question) {
        JsonNode params = question.path("params");
        if (!question.isObject() || !question.path("method").isString()) {
            throw ApiError.invalid("method", "A question is an object with the name of a method.");
        }
        if (!params.isMissingNode() && !params.isObject()) {
            throw ApiError.invalid("params", "The parameters must be an object.");
        }
        return calls.call(
                question.path("method").asString(),
                params.isMissingNode() ? JsonMapper.shared().createObjectNode() : params);
    }

    private static String refusal(JsonNode id, String code, String message, @Nullable String param) {
        return Json.text(new Answer(id, null, new Refusal(code, message, param)));
    }
}
