package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NcclConnectionTests {
    @TempDir
    private Path folder;

    @Test
    void aBuildWithoutItIsNamedInOneLine() {
        Meeting meeting = new Meeting(folder, "all", Duration.ofSeconds(1), new AtomicReference<>(Traffic.NONE));
        assertThatThrownBy(() -> NcclConnection.open(meeting, 0, 2, Device.cuda(0)))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("NCCL cannot be loaded, by which processes share what is on cuda:0 (")
                .message()
                .hasLineCount(1);
    }
}
