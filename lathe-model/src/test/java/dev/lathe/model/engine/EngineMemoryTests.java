package dev.lathe.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.PolicyVersion;
import dev.lathe.model.TinyModel;
import dev.lathe.model.engine.InferenceEngine.Admission;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EngineMemoryTests {
    private static final int ROUNDS = 240;
    private static final int WARM_UP = 80;
    private static final long ALLOWED_GROWTH = 16L << 20;

    /** A round whose passes left their tensors behind would cost about half a MiB. */
    @Test
    void staysFlatOverManyConversationsAndUpdates() throws Exception {
        try (TinyModel model = TinyModel.of(TinyModel.Family.LLAMA, 1);
                LocalEngine engine = Replies.engine(model, 1, 1, Admission.IMMEDIATE)) {
            long resident = 0;
            PolicyVersion version = PolicyVersion.INITIAL;
            for (int round = 0; round < ROUNDS; round++) {
                if (round % 10 == 0) {
                    // Java's own heap stays where it is, so that what grows is native
                    System.gc();
                }
                if (round == WARM_UP) {
                    resident = residentBytes();
                }
                version = version.next();
                engine.update(version);
                try (Conversation conversation = engine.converse()) {
                    conversation.generate(Replies.prompt(round, 100), Replies.sampled(10, round));
                }
            }
            assertThat(residentBytes() - resident).isLessThan(ALLOWED_GROWTH);
        }
    }

    /** Reads the resident size from the kernel's page (Linux) or from ps (macOS). */
    private static long residentBytes() throws IOException, InterruptedException {
        Path pages = Path.of("/proc/self/status");
        if (Files.exists(pages)) {
            return Files.readAllLines(pages).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(EngineMemoryTests::kibibytes)
                    .findFirst()
                    .orElseThrow();
        }
        String process = Long.toString(ProcessHandle.current().pid());
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", process).start();
        String text = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        ps.waitFor();
        return kibibytes(text);
    }

    private static long kibibytes(String text) {
        return Long.parseLong(text.replaceAll("\\D", "")) << 10;
    }
}
