package dev.lathe.train.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TimelineTests {
    @Test
    void writesSpansWithTheirPartsAndGoesOnAfterAStop(@TempDir Path root) throws IOException {
        try (RunFolder run = RunFolder.create(root, "run", "seed: 0\n")) {
            try (Timeline timeline = Timeline.open(run, 0)) {
                long began = timeline.now();
                Metrics parts =
                        Metrics.of("rollout_seconds", 2).with("reward", 1).with("train_seconds", 0.5);
                timeline.span("reinforce", began, parts);
                List<JsonNode> events = events(run);
                assertThat(events.stream().map(event -> event.get("name").asString()))
                        .containsExactly("reinforce", "rollout", "train");
                assertThat(events)
                        .allSatisfy(
                                event -> assertThat(event.get("ph").asString()).isEqualTo("X"));
                assertThat(events.get(1).get("ts")).isEqualTo(events.get(0).get("ts"));
                assertThat(events.get(1).get("dur").asLong()).isEqualTo(2_000_000);
                assertThat(events.get(2).get("ts").asLong())
                        .isEqualTo(events.get(1).get("ts").asLong() + 2_000_000);
            }
            try (Timeline resumed = Timeline.open(run, 100)) {
                resumed.span("checkpoint", resumed.now(), Metrics.NONE);
            }
            JsonNode last = events(run).getLast();
            assertThat(events(run)).hasSize(4);
            assertThat(last.get("ts").asLong()).isBetween(100_000_000L, 160_000_000L);
        }
    }

    @Test
    void whatARunThatGoesOnMakesAgainIsForgotten(@TempDir Path root) throws IOException {
        try (RunFolder run = RunFolder.create(root, "run", "seed: 0\n")) {
            try (Timeline timeline = Timeline.open(run, 0)) {
                timeline.span("one", timeline.now(), Metrics.NONE);
                timeline.span("two", timeline.now(), Metrics.of("later_seconds", 2));
            }
            try (Timeline resumed = Timeline.open(run, 1)) {
                resumed.span("three", resumed.now(), Metrics.NONE);
            }
            assertThat(events(run).stream().map(event -> event.get("name").asString()))
                    .containsExactly("one", "two", "three");
        }
    }

    @Test
    void aFileThatEndsInTheMiddleIsBegunAnew(@TempDir Path root) throws IOException {
        try (RunFolder run = RunFolder.create(root, "run", "seed: 0\n")) {
            Files.writeString(run.timeline(), "[\n{\"name\":\"one\",\"ts\":0,\"du");
            try (Timeline resumed = Timeline.open(run, 1)) {
                resumed.span("two", resumed.now(), Metrics.NONE);
            }
            assertThat(events(run).stream().map(event -> event.get("name").asString()))
                    .containsExactly("two");
        }
    }

    private static List<JsonNode> events(RunFolder run) throws IOException {
        JsonNode file = JsonMapper.shared().readTree(Files.readString(run.timeline()));
        return List.copyOf(file.values());
    }
}
