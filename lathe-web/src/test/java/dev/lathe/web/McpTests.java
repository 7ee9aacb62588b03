package dev.lathe.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.shop.ShopTask;
import dev.lathe.shop.action.ActionFormat;
import dev.lathe.shop.action.Reading;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The protocol's official client shops. */
class McpTests {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void overHttp() throws Exception {
        try (Served served = Served.usual()) {
            shop(HttpClientStreamableHttpTransport.builder(served.url(""))
                    .endpoint("/mcp")
                    .build());
            assertThat(served.sessions()).isZero();
            assertThat(served.send("POST", "/mcp", "{}", "Origin", "http://evil.example")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(served.send("POST", "/mcp", "{}", "Mcp-Session-Id", "none")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(served.send("GET", "/mcp", "").statusCode()).isEqualTo(405);
        }
    }

    @Test
    void overStandardStreams() {
        shop(new StdioClientTransport(
                ServerParameters.builder(
                                ProcessHandle.current().info().command().orElseThrow())
                        .args(
                                "-cp",
                                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                                McpShop.class.getName())
                        .build(),
                McpJsonDefaults.getMapper()));
    }

    private static void shop(McpClientTransport transport) {
        ShopTask task = Served.task("train", "en", 5);
        try (McpSyncClient client = McpClient.sync(transport)
                .requestTimeout(PATIENCE)
                .initializationTimeout(PATIENCE)
                .build()) {
            assertThat(client.initialize().serverInfo().name()).isEqualTo("lathe-shop");
            client.ping();
            assertThat(client.listTools().tools())
                    .extracting(McpSchema.Tool::name)
                    .containsExactly(
                            "start", "search", "click", "choose", "buy", "next", "prev", "back", "ask", "propose",
                            "leave");
            assertThat(call(client, "buy", Map.of()).isError()).isTrue();
            assertThat(text(call(client, "start", Map.of("task", task.id())))).isEqualTo(task.instruction());
            assertThat(text(call(client, "click", Map.of("slot", 3)))).startsWith("invalid:");
            McpSchema.CallToolResult last = call(client, "start", Map.of("number", 5));
            for (String reply : Served.oracle(task)) {
                last = act(client, reply);
            }
            assertThat(text(last)).startsWith("Bought: loose 1.00, strict 1.00, success 1.00");
            call(client, "start", Map.of("number", 5));
            assertThat(text(call(client, "leave", Map.of()))).startsWith("Ended without a purchase: loose 0");
            assertThat(call(client, "start", Map.of("number", -1)).isError()).isTrue();
        }
    }

    private static McpSchema.CallToolResult act(McpSyncClient client, String reply) {
        var action = ((Reading.Understood) ActionFormat.TEXT.read(reply)).action();
        ObjectNode written = (ObjectNode) JsonMapper.shared().readTree(ActionFormat.JSON.write(action));
        String name = written.remove("action").asString();
        @SuppressWarnings("unchecked")
        Map<String, Object> arguments = JsonMapper.shared().convertValue(written, Map.class);
        return call(client, name, arguments);
    }

    private static McpSchema.CallToolResult call(McpSyncClient client, String name, Map<String, Object> arguments) {
        return client.callTool(
                McpSchema.CallToolRequest.builder(name).arguments(arguments).build());
    }

    private static String text(McpSchema.CallToolResult result) {
        return ((McpSchema.TextContent) result.content().getFirst()).text();
    }
}
