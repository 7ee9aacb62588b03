package dev.lathe.web;

import dev.lathe.web.mcp.McpLines;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Serves the small shop over standard streams. */
final class McpShop {
    private McpShop() {}

    public static void main(String[] arguments) throws Exception {
        McpLines.answerAll(
                Served.service(ShopServerOptions.usual(0)),
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                Throwable::printStackTrace);
    }
}
