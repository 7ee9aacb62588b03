package dev.lathe.model.cpu;

import dev.lathe.model.DecoderConfig;
import dev.lathe.model.DecoderWeights;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Holds a decoder's weights in the forms that a pass reads; each weight once. */
final class PackedWeights implements AutoCloseable {
    final Panels embedding;
    final List<PackedLayer> layers;
    final long norm;
    final Panels head;

    private final DecoderConfig config;
    private final Slabs slabs = new Slabs();

    PackedWeights(DecoderConfig config, CpuPrecision precision) {
        this.config = config;
        int hidden = Widths.of(config).hidden();
        layers = IntStream.range(0, config.layers())
                .mapToObj(layer -> new PackedLayer(config, precision, slabs))
                .toList();
        norm = slabs.take(4L * hidden);
        head = Panels.of(precision, config.vocabSize(), hidden, slabs);
        // a table that is only looked up costs no time in more bits
        CpuPrecision looked = precision.brain() ? CpuPrecision.BFLOAT16 : precision;
        embedding = config.tiedEmbeddings() ? head : Panels.of(looked, config.vocabSize(), hidden, slabs);
    }

    /**
     * Packs parameters under their Hugging Face names. Those that are read for this are released a layer at a time.
     *
     * @param fresh tells which matrices have changed; others stay as they were packed before
     */
    void load(Map<String, Tensor> parameters, Crew crew, Predicate<String> fresh) {
        for (int layer = 0; layer < layers.size(); layer++) {
            try (Scope _ = Scope.open()) {
                layers.get(layer).load(layer, parameters, fresh, (panels, source) -> pack(crew, panels, source));
            }
        }
        try (Scope _ = Scope.open()) {
            PackedLayer.put(norm, get(parameters, "model.norm.weight").toFloats());
            if (fresh.test(DecoderWeights.EMBEDDING)) {
                pack(crew, embedding, RowSource.of(get(parameters, DecoderWeights.EMBEDDING)));
            }
        }
        if (!config.tiedEmbeddings() && fresh.test(DecoderWeights.HEAD)) {
            try (Scope _ = Scope.open()) {
                pack(crew, head, RowSource.of(get(parameters, DecoderWeights.HEAD)));
            }
        }
    }

    private static void pack(Crew crew, Panels panels, RowSource source) {
        crew.run(member -> member.share(panels.count(), panel -> panels.pack(panel, source)));
    }

    static Tensor get(Map<String, Tensor> parameters, String name) {
        Tensor tensor = parameters.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no parameter '" + name + "'");
        }
        return tensor;
    }

    long bytes() {
        return slabs.bytes();
    }

    @Override
    public void close() {
        slabs.close();
    }
}
