package dev.lathe.serve.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what is not HTTP, and what comes while the server stops, in the format of all other refusals. */
final class ProtocolErrors extends ErrorHandler {
    private final ErrorFormat format;

    ProtocolErrors(ErrorFormat format) {
        this.format = format;
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        ApiError.Kind kind = ApiError.Kind.ofStatus(code);
        String reason = message == null ? HttpStatus.getMessage(code) : message;
        byte[] body = Json.write(format.body(ApiError.of(kind, reason + ".")));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        if (kind == ApiError.Kind.UNAVAILABLE) {
            response.getHeaders().put("Retry-After", Long.toString(ApiError.RETRY_AFTER.toSeconds()));
        }
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
