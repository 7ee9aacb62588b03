package dev.lathe.model.engine;

import dev.lathe.model.Adapter;
import dev.lathe.model.TinyModel;
import dev.lathe.tensor.ProcessGroup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Is the second of two processes that compute small models together, one after another. */
final class TensorProgram {
    private TensorProgram() {}

    /** Takes the folder to meet in, the patience in seconds and the families. */
    public static void main(String[] arguments) {
        Duration patience = Duration.ofSeconds(Long.parseLong(arguments[1]));
        try (ProcessGroup all = ProcessGroup.join(Path.of(arguments[0]), 1, 2, Duration.ofMinutes(2));
                TensorTeam team = TensorTeam.of(all, patience)) {
            for (int i = 2; i < arguments.length; i++) {
                try (TinyModel model = TinyModel.of(TinyModel.Family.valueOf(arguments[i]), 0);
                        Adapter adapter = DividedEngineTests.adapter()) {
                    DividedRunner.follow(model.config(), DividedEngineTests.OPTIONS, List.of(adapter), team);
                }
            }
        }
    }
}
