package dev.lathe.train.pipeline;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.Chunk;
import dev.lathe.core.Trajectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Writes episodes as rows of messages, which recipes with a method can learn from. */
final class Imitable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Imitable() {}

    /** One message of a row. */
    private record Line(String role, String content) {}

    /** One row. */
    private record Row(String task, double score, List<Line> messages) {}

    /**
     * Writes the episodes with at least a score, one a line, and returns how many there are.
     *
     * @throws dev.lathe.core.UserError if the file cannot be written
     */
    static int write(Path file, List<Trajectory> episodes, double least) {
        List<String> rows = episodes.stream()
                .filter(episode -> episode.score().value() >= least)
                .map(episode -> JSON.writeValueAsString(row(episode)))
                .toList();
        AtomicFiles.write(file, rows.isEmpty() ? "" : String.join("\n", rows) + "\n");
        return rows.size();
    }

    private static Row row(Trajectory episode) {
        List<Line> messages = new ArrayList<>();
        messages.add(new Line("user", episode.promptText()));
        for (Chunk chunk : episode.chunks()) {
            messages.add(new Line("assistant", chunk.actionText()));
            if (chunk.observation().length() > 0) {
                messages.add(new Line("user", chunk.observationText()));
            }
        }
        return new Row(episode.taskId(), episode.score().value(), messages);
    }
}
