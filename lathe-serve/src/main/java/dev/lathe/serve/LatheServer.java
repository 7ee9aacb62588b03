package dev.lathe.serve;

import dev.lathe.core.UserError;
import dev.lathe.serve.anthropic.AnthropicErrors;
import dev.lathe.serve.anthropic.MessagesEndpoint;
import dev.lathe.serve.http.Endpoint;
import dev.lathe.serve.http.HttpServer;
import dev.lathe.serve.http.Route;
import dev.lathe.serve.openai.ChatEndpoint;
import dev.lathe.serve.openai.CompletionEndpoint;
import dev.lathe.serve.openai.EmbeddingEndpoint;
import dev.lathe.serve.openai.ModelEndpoints;
import dev.lathe.serve.openai.OpenAiErrors;
import dev.lathe.serve.openai.TokenEndpoints;
import dev.lathe.serve.reply.Gate;
import dev.lathe.serve.reply.Replies;
import dev.lathe.serve.reply.ServedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Serves a model to the clients that people have. */
public final class LatheServer implements AutoCloseable {
    private static final OpenAiErrors OPENAI = new OpenAiErrors();
    private static final AnthropicErrors ANTHROPIC = new AnthropicErrors();

    private final HttpServer http;
    private final Replies replies;

    private LatheServer(HttpServer http, Replies replies) {
        this.http = http;
        this.replies = replies;
    }

    /**
     * Begins to serve. The model's engine stays the caller's, who closes it after the server.
     *
     * @param broken hears failures that are the server's own fault
     * @throws UserError if the address cannot be had
     */
    public static LatheServer start(ServedModel model, ServerOptions options, Consumer<Throwable> broken) {
        var gate = new Gate(options.replies());
        var replies = new Replies(model, gate, options.replyTime(), options.seed());
        var metrics = new ServerMetrics(model, gate);
        HttpServer http = HttpServer.start(
                options.host(),
                options.port(),
                routes(replies, metrics),
                OPENAI,
                options.keys(),
                options.http(),
                metrics::record,
                broken);
        return new LatheServer(http, replies);
    }

    private static List<Route> routes(Replies replies, ServerMetrics metrics) {
        var models = new ModelEndpoints(replies);
        var tokens = new TokenEndpoints(replies);
        var messages = new MessagesEndpoint(replies);
        List<Route> routes = new ArrayList<>(List.of(
                guarded("POST", "/v1/chat/completions", new ChatEndpoint(replies)),
                guarded("POST", "/v1/completions", new CompletionEndpoint(replies)),
                guarded("POST", "/v1/embeddings", new EmbeddingEndpoint(replies)),
                guarded("GET", "/v1/models", models::list),
                guarded("GET", ModelEndpoints.PREFIX, models::one),
                guarded("POST", "/tokenize", tokens::tokenize),
                guarded("POST", "/detokenize", tokens::detokenize),
                new Route("POST", "/v1/messages", true, ANTHROPIC, messages::answer),
                new Route("POST", "/v1/messages/count_tokens", true, ANTHROPIC, messages::count),
                new Route("GET", "/metrics", false, OPENAI, metrics.endpoint())));
        routes.addAll(Pages.routes(OPENAI, replies.model().engine()));
        return routes;
    }

    private static Route guarded(String method, String path, Endpoint endpoint) {
        return new Route(method, path, true, OPENAI, endpoint);
    }

    public int port() {
        return http.port();
    }

    /** Takes no more requests, lets those in progress end, at most for the time that the limits allow, and stops. */
    @Override
    public void close() {
        http.close();
        replies.close();
    }
}
