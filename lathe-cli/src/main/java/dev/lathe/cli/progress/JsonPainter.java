package dev.lathe.cli.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes one JSON object a line, each with the key {@code event}. */
final class JsonPainter implements Painter {
    private static final JsonMapper JSON = new JsonMapper();

    private final PrintWriter writer;

    JsonPainter(PrintWriter writer) {
        this.writer = writer;
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void begin(State state) {
        write("begin", state);
    }

    @Override
    public void update(State state) {
        write("progress", state);
    }

    @Override
    public void end(State state) {
        write("end", state);
    }

    @Override
    public void note(String text) {
        var object = new LinkedHashMap<String, Object>();
        object.put("event", "note");
        object.put("text", text);
        write(object);
    }

    private void write(String event, State state) {
        var object = new LinkedHashMap<String, Object>();
        object.put("event", event);
        object.put("phase", state.phase());
        object.put("done", state.done());
        object.put("total", state.total());
        object.put("unit", state.unit());
        object.put("seconds", state.elapsed().toMillis() / 1000.0);
        state.left().ifPresent(left -> object.put("seconds_left", left.toMillis() / 1000.0));
        if (!state.metrics().values().isEmpty()) {
            object.put("metrics", state.metrics().values());
        }
        write(object);
    }

    private void write(Map<String, Object> object) {
        writer.println(JSON.writeValueAsString(object));
        writer.flush();
    }
}
