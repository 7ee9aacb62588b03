package dev.lathe.web.mcp;

/** Refuses a message of JSON-RPC. */
final class RpcError extends RuntimeException {
    static final int PARSE = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int NO_SUCH_METHOD = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int BROKEN = -32603;

    private final int code;

    RpcError(int code, String message) {
        // nobody reads the stack of a refusal
        super(message, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }
}
