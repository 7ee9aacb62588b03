package dev.lathe.train.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.Metrics;
import dev.lathe.core.Progress;
import dev.lathe.core.UserError;
import dev.lathe.model.cpu.CpuPrecision;
import dev.lathe.tensor.DType;
import dev.lathe.train.pipeline.Policies;
import dev.lathe.train.pipeline.Policy;
import dev.lathe.train.recipe.PolicyRecipe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchTests {
    private static final BenchShape SMALL = new BenchShape(2, 1, 2, 16, 2, 8, 8);

    private static Policy policy() {
        return Policies.of(new PolicyRecipe.FromScratch(1, 16, 32, 2, 1, 10_000), List.of("red", "blue"), 1024, 0);
    }

    private static Peer peer(String... lines) {
        return new Peer("other", List.of("printf", "%s\n", String.join("\n", lines)));
    }

    private static List<String> works(List<BenchRow> rows) {
        return rows.stream().map(BenchRow::work).toList();
    }

    @Test
    void theCoreIsMeasuredBesideThePeersThatDoTheSame() {
        try (Policy policy = policy()) {
            Peer peer = peer(
                    "{'loss': 0}", "{\"work\": \"SFT step\", \"value\": 0.5}", "{\"work\": \"flight\", \"value\": 1}");
            List<BenchRow> rows = CoreBench.run(policy, SMALL, List.of(peer), Progress.SILENT);
            assertThat(works(rows))
                    .startsWith("SFT step", "log-probability pass", "rollout", "RL step")
                    .endsWith("SFT step");
            BenchRow compared = rows.getLast();
            assertThat(compared.peer()).isEqualTo("other");
            assertThat(compared.lathe()).isPositive();
            assertThat(compared.ratio()).isEqualTo(2 * compared.lathe());
            JsonNode json = JsonMapper.shared().readTree(compared.json());
            assertThat(json.propertyNames())
                    .containsExactly("work", "unit", "lathe", "peer", "peer_value", "ratio", "threads", "dtype");
        }
    }

    @Test
    void theEngineIsMeasuredInBatchesAndInAGroup() {
        try (Policy policy = policy()) {
            List<BenchRow> rows =
                    EngineBench.run(policy, CpuPrecision.FLOAT32, 2, List.of(), List.of(), Progress.SILENT);
            assertThat(works(rows))
                    .containsExactly("decode batch 1", "decode batch 8", "decode batch 32", "shared prompt group");
            assertThat(rows).allSatisfy(row -> {
                assertThat(row.lathe()).isPositive();
                assertThat(row.peer()).isNull();
            });
        }
    }

    @Test
    void oneWorkAloneCanBeMeasured() {
        try (Policy policy = policy()) {
            List<BenchRow> rows = EngineBench.run(
                    policy, CpuPrecision.FLOAT32, 1, List.of("decode batch 1"), List.of(), Progress.SILENT);
            assertThat(works(rows)).containsExactly("decode batch 1");
            assertThatThrownBy(() -> EngineBench.run(
                            policy, CpuPrecision.FLOAT32, 1, List.of("flight"), List.of(), Progress.SILENT))
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith("--work: flight is unknown; there are decode batch 1, ");
        }
    }

    @Test
    void optimizerStepsAreMeasuredInAnyPrecision() {
        try (Policy policy = policy()) {
            Peer peer = peer("{\"work\": \"packed training\", \"value\": 0.5}");
            List<BenchRow> rows = TrainBench.run(policy, DType.BFLOAT16, 1, List.of(peer), Progress.SILENT);
            assertThat(works(rows)).containsExactly("training step", "packed training");
            assertThat(rows).allMatch(row -> row.lathe() > 0 && row.dtype().equals("bfloat16"));
            assertThat(rows.getFirst().ratio()).isNull();
            assertThat(rows.getLast().ratio()).isEqualTo(2 * rows.getLast().lathe());
        }
    }

    @Test
    void ofMemoryLessIsBetter() {
        try (Policy policy = policy()) {
            Peer peer = peer("{\"work\": \"GRPO step, peak resident\", \"value\": 1e9}");
            List<BenchRow> rows = GrpoBench.run(
                    policy, DType.FLOAT32, new GrpoBench.Shape(1, 1, true), List.of(peer), Progress.SILENT);
            assertThat(works(rows)).containsExactly("GRPO step", "GRPO step, peak resident");
            assertThat(rows.getFirst().lathe()).isPositive();
            assertThat(rows.getLast().ratio()).isGreaterThan(1);
        }
    }

    @Test
    void aPeerThatFailsIsNotedAndTheOthersCount() {
        try (Policy policy = policy()) {
            String line = "echo '{\"work\": \"training step\", \"value\": 0.5}'; exit 1";
            List<Peer> peers = List.of(
                    new Peer("other", List.of("sh", "-c", line)),
                    peer("{\"work\": \"training step\", \"value\": 0.25}"));
            var notes = new Notes();
            List<BenchRow> rows = TrainBench.run(policy, DType.FLOAT32, 1, peers, notes);
            assertThat(notes.texts).containsExactly("other failed; try: sh -c " + line);
            assertThat(rows).extracting(BenchRow::peerValue).containsExactly(0.5, 0.25, null, null);
        }
    }

    /** Hears notes alone. */
    private static final class Notes implements Progress {
        private final List<String> texts = new ArrayList<>();

        @Override
        public void phase(String name, long total, String unit) {}

        @Override
        public void advance(long units) {}

        @Override
        public void metrics(Metrics metrics) {}

        @Override
        public void note(String text) {
            texts.add(text);
        }
    }
}
