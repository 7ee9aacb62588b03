package dev.lathe.serve.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.serve.tools.Piece.Call;
import dev.lathe.serve.tools.Piece.Text;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PieceReaderTests {
    private static final Call WEATHER = new Call("weather", "{\"city\":\"Ulm\"}");
    private static final String HERMES =
            "<tool_call>\n{\"name\": \"weather\", \"arguments\": {\"city\": \"Ulm\"}}\n</tool_call>";

    /** Reads a text cut into pieces of a length, and joins neighbouring text. */
    private static List<Piece> read(ToolFormat format, String text, int length) {
        PieceReader reader = format.reader();
        List<Piece> pieces = new ArrayList<>();
        for (int at = 0; at < text.length(); at += length) {
            pieces.addAll(reader.next(text.substring(at, Math.min(text.length(), at + length))));
        }
        pieces.addAll(reader.rest());
        List<Piece> joined = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece instanceof Text(String more)
                    && !joined.isEmpty()
                    && joined.getLast() instanceof Text(String before)) {
                joined.set(joined.size() - 1, new Text(before + more));
            } else {
                joined.add(piece);
            }
        }
        return joined;
    }

    private static void reads(ToolFormat format, String text, Piece... expected) {
        for (int length = 1; length <= text.length() + 1; length++) {
            assertThat(read(format, text, length)).as("pieces of " + length).containsExactly(expected);
        }
    }

    @Test
    void hermesCallsStandBetweenTags() {
        reads(ToolFormat.HERMES, HERMES, WEATHER);
        reads(ToolFormat.HERMES, "Wait. " + HERMES, new Text("Wait. "), WEATHER);
        reads(ToolFormat.HERMES, HERMES + "\n" + HERMES, WEATHER, WEATHER);
    }

    @Test
    void aCallThatIsCutOffIsReadIfItIsWhole() {
        reads(ToolFormat.HERMES, "<tool_call>{\"name\":\"weather\",\"arguments\":{\"city\":\"Ulm\"}}", WEATHER);
    }

    @Test
    void whatIsNoCallStaysText() {
        for (String text : List.of(
                "a < b and <tool> and <tool_cal",
                "<tool_call>{\"name\": 3}</tool_call>",
                "<tool_call>no JSON</tool_call> after",
                "<tool_call>{\"name\": \"weather\", \"arguments\": {\"ci")) {
            reads(ToolFormat.HERMES, text, new Text(text));
        }
    }

    @Test
    void llamaCallsAreTheWholeReply() {
        String call = "{\"name\": \"weather\", \"parameters\": {\"city\": \"Ulm\"}}";
        reads(ToolFormat.LLAMA, call, WEATHER);
        reads(ToolFormat.LLAMA, "<|python_tag|>" + call + "; " + call, WEATHER, WEATHER);
        reads(ToolFormat.LLAMA, "Hello {" + call, new Text("Hello {" + call));
        reads(ToolFormat.LLAMA, "{\"answer\": 4}", new Text("{\"answer\": 4}"));
        reads(ToolFormat.LLAMA, "<|python", new Text("<|python"));
    }

    @Test
    void argumentsMayBeLeftOut() {
        reads(ToolFormat.HERMES, "<tool_call>{\"name\":\"now\"}</tool_call>", new Call("now", "{}"));
    }
}
