package dev.lathe.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.serve.http.ApiKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The official clients of PyPI talk to the server, unchanged. */
class PythonClientsTests {
    @TempDir
    private Path folder;

    private JsonNode talk(String script, String... arguments) throws Exception {
        Path root = Path.of("..").toAbsolutePath().normalize();
        Path python = root.resolve(".lathe/venv/bin/python");
        assertThat(python)
                .as("the Python environment of the tests; make it with tests/python/install")
                .isExecutable();
        List<String> command = new ArrayList<>(List.of(python.toString(), "-X", "utf8", "tests/python/" + script));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        String written = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("errors")))
                .isZero();
        return Client.json(written);
    }

    @Test
    void theOfficialClientsGetWhatTheyExpect() throws Exception {
        Path keys = Files.writeString(folder.resolve("keys"), "# ours\nsesame\n\nother\n");
        ServerOptions options = ServerOptions.usual(0).withKeys(ApiKeys.read(keys));
        JsonNode got;
        try (Served served = Served.by(Talker::reply, Duration.ZERO, options)) {
            got = talk("openai_client.py", served.url(""), "sesame");
            assertThat(served.engine.open()).isZero();
        }
        assertThat(got).isEqualTo(Client.json("""
            {"models":["script","pirate"],"model":"pirate",
             "chat":["Hello, world: hé 👟","Hello, world: hé 👟"],"finish":"stop","tokens":22,"usage":true,
             "streamed":"Hello, world: hé 👟","streamed_usage":23,
             "call":["tool_calls","weather",{"city":"Ulm"}],"after_call":"It is sunny in Ulm.","streamed_call":"weather",
             "completions":["helloHello, world: hé 👟","helloHello, world: hé 👟"],"completion_logprobs":true,
             "streamed_completion":"Hello, world: hé 👟",
             "embedding":[0.6,0.8],
             "not_found":["model_not_found","model"],"bad_request":"temperature","unauthorized":"invalid_api_key",
             "message":["Hello, world: hé 👟","end_turn"],"stop_sequence":["Hel","stop_sequence","lo, "],
             "message_streamed":"Hello, world: hé 👟","message_tokens":23,
             "tool_use":["tool_use","weather",{"city":"Ulm"}],"tool_use_streamed":{"city":"Ulm"},
             "after_tool_use":"It is sunny in Ulm.","count":24,"message_refused":"invalid_request_error"}\
            """));
    }

    @Test
    void typedAnswersAreOfTheirTypes() throws Exception {
        try (Babble babble = new Babble()) {
            assertThat(talk("structured_client.py", babble.url(""))).isEqualTo(Client.json("""
                {"parsed":true,"called":["tool_calls","Plan"],"arguments":true,"streamed":true,"used":["tool_use","count",true]}\
                """));
            assertThat(babble.broken()).isEmpty();
        }
    }
}
