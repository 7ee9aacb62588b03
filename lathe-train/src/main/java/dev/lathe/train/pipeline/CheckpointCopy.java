package dev.lathe.train.pipeline;

import dev.lathe.core.AtomicFiles;
import dev.lathe.model.Adapter;
import dev.lathe.model.LowRank;
import dev.lathe.model.checkpoint.CheckpointWriter;
import dev.lathe.model.checkpoint.PeftAdapters;
import dev.lathe.model.checkpoint.RawTensor;
import dev.lathe.model.checkpoint.RawType;
import dev.lathe.model.checkpoint.SafetensorsWriter;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.LowRankUpdates;
import dev.lathe.tensor.NamedTensor;
import dev.lathe.tensor.Tensor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.json.JsonMapper;

/** Holds what a checkpoint will hold, copied, so that training may go on while it is written. */
final class CheckpointCopy implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ADAPTER = "adapter";

    private final Policy policy;
    private final JobState state;
    private final Arena arena = Arena.ofShared();
    private final List<RawTensor> parameters;
    private final List<RawTensor> optimizer;
    private final List<RawTensor> beside;
    private final SequencedMap<String, LowRank> changes = new LinkedHashMap<>();

    CheckpointCopy(Policy policy, Map<String, Tensor> beside, List<NamedTensor> optimizerState, JobState state) {
        this.policy = policy;
        this.state = state;
        parameters = copies(policy.parameters());
        this.beside = copies(beside);
        optimizer = optimizerState.stream()
                .map(part -> copy(part.name(), part.tensor()))
                .toList();
        for (LowRankUpdates.Learned learned : LowRankUpdates.learned(optimizerState)) {
            String module = learned.name().substring(0, learned.name().length() - ".weight".length());
            changes.put(
                    module,
                    new LowRank(
                            learned.a().copy().leaveScope(), learned.b().copy().leaveScope(), learned.scale()));
        }
    }

    private List<RawTensor> copies(Map<String, Tensor> tensors) {
        return tensors.entrySet().stream()
                .map(entry -> copy(entry.getKey(), entry.getValue()))
                .toList();
    }

    private RawTensor copy(String name, Tensor tensor) {
        MemorySegment copy = arena.allocate(tensor.bytes(), Float.BYTES);
        try (Tensor near = tensor.to(Device.cpu())) {
            return new RawTensor(name, RawType.FLOAT32, tensor.shape(), copy.copyFrom(near.memory()));
        }
    }

    JobState state() {
        return state;
    }

    /** Writes the folder, whole or not at all. */
    void write(Path target) {
        AtomicFiles.folder(target, this::fill);
    }

    private void fill(Path folder) throws IOException {
        CheckpointWriter.fill(folder, policy.config(), parameters, policy.tokenizer(), policy.template());
        SafetensorsWriter.write(folder.resolve(JobCheckpoints.OPTIMIZER), optimizer);
        if (!changes.isEmpty()) {
            PeftAdapters.write(folder.resolve(ADAPTER), new Adapter(ADAPTER, changes), "");
        }
        if (!beside.isEmpty()) {
            SafetensorsWriter.write(folder.resolve(JobCheckpoints.BESIDE), beside);
        }
        Files.writeString(folder.resolve(JobCheckpoints.STATE), JSON.writeValueAsString(state));
    }

    @Override
    public void close() {
        arena.close();
        changes.values().forEach(change -> {
            change.a().close();
            change.b().close();
        });
    }
}
