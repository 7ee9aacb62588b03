package dev.lathe.serve.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Is one request and the answer to it. */
public final class Exchange {
    private static final String JSON = "application/json";
    private static final String BEARER = "bearer ";

    private final Request request;
    private final Response response;
    private final int bodyLimit;
    private @Nullable ClientWatch watch;
    private boolean answered;

    Exchange(Request request, Response response, int bodyLimit) {
        this.request = request;
        this.response = response;
        this.bodyLimit = bodyLimit;
    }

    public String method() {
        return request.getMethod();
    }

    /** Returns the path, decoded and without query. */
    public String path() {
        return Request.getPathInContext(request);
    }

    /** Returns a header of the request, or null if there is none. */
    public @Nullable String requestHeader(String name) {
        return request.getHeaders().get(name);
    }

    /**
     * Returns a parameter of the query, or null if there is none.
     *
     * @throws ApiError if the query is not well formed
     */
    public @Nullable String query(String name) {
        try {
            return Request.extractQueryParameters(request).getValue(name);
        } catch (RuntimeException malformed) {
            throw ApiError.invalid(null, "The query of the URL is malformed.");
        }
    }

    /** Returns the key that the client shows, as OpenAI's or as Anthropic's clients do. */
    @Nullable
    String apiKey() {
        String own = request.getHeaders().get("x-api-key");
        String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (own != null || authorization == null) {
            return own;
        }
        return authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? authorization.substring(BEARER.length()).strip()
                : null;
    }

    /**
     * Reads the body as a JSON object.
     *
     * @throws ApiError if it is too large or something else
     */
    public JsonNode json() throws IOException {
        JsonNode body = Json.parse(body());
        if (!body.isObject()) {
            throw ApiError.invalid(null, "The body must be a JSON object, not " + Json.kind(body) + ".");
        }
        return body;
    }

    private byte[] body() throws IOException {
        if (request.getLength() > bodyLimit) {
            throw tooLarge();
        }
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] body = in.readNBytes(bodyLimit + 1);
            if (body.length > bodyLimit) {
                throw tooLarge();
            }
            return body;
        }
    }

    private ApiError tooLarge() {
        return ApiError.of(ApiError.Kind.TOO_LARGE, "The body may have at most %d bytes.".formatted(bodyLimit));
    }

    /** Runs something, on another thread, if the client goes away before it has its answer. The body must have been read. */
    public void whenGone(Runnable action) {
        watch = ClientWatch.begin(request, action);
    }

    /** Answers with a value as JSON. */
    public void send(int status, Object value) throws IOException {
        send(status, JSON, Json.write(value));
    }

    /** Answers with bytes of some content type. */
    public void send(int status, String contentType, byte[] body) throws IOException {
        // the client's next request may follow the last byte at once
        end();
        begin(status, contentType);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        Content.Sink.write(response, true, ByteBuffer.wrap(body));
    }

    /** Adds a header to the answer, which must not have begun. */
    public void header(String name, String value) {
        response.getHeaders().put(new HttpField(name, value));
    }

    /** Begins an answer of server-sent events. */
    public EventStream events() throws IOException {
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
        begin(200, "text/event-stream; charset=utf-8");
        return new EventStream(response, this::end);
    }

    private void begin(int status, String contentType) {
        answered = true;
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    }

    void refuse(ApiError error, ErrorFormat format) throws IOException {
        if (error.kind() == ApiError.Kind.OVERLOADED || error.kind() == ApiError.Kind.UNAVAILABLE) {
            header("Retry-After", Long.toString(ApiError.RETRY_AFTER.toSeconds()));
        }
        if (error.kind() == ApiError.Kind.TOO_LARGE || !request.consumeAvailable()) {
            // what is left of the body is not read, and whoever sent it must know that the connection ends
            header("Connection", "close");
        }
        send(error.kind().status(), format.body(error));
    }

    /** Says whether an answer has begun, so that no other can be given. */
    boolean answered() {
        return answered;
    }

    int status() {
        return response.getStatus();
    }

    /** Looks out for the client no more. */
    void end() {
        if (watch != null) {
            watch.end();
        }
    }

    static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
