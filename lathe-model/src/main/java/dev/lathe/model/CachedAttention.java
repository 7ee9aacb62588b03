package dev.lathe.model;

import dev.lathe.tensor.Tensor;
import java.util.Arrays;

/**
 * Attends to what a cache holds and to the new tokens, which it adds. R counts rows (sequences in this pass), T new tokens a row, L
 * the positions looked at, K key-value heads, G query heads a key-value head, E the head size.
 */
final class CachedAttention implements Attention {
    private final KeyValueCache cache;
    private final int rows;
    private final int time;
    private final int length;
    private final Tensor cosines;
    private final Tensor sines;
    private final Tensor places;
    private final Tensor slots;
    private final Tensor mask;

    private CachedAttention(
            KeyValueCache cache,
            int rows,
            int time,
            int length,
            Tensor cosines,
            Tensor sines,
            Tensor places,
            Tensor slots,
            Tensor mask) {
        this.cache = cache;
        this.rows = rows;
        this.time = time;
        this.length = length;
        this.cosines = cosines;
        this.sines = sines;
        this.places = places;
        this.slots = slots;
        this.mask = mask;
    }

    static CachedAttention of(KeyValueCache cache, int[] rowSlots, int[] starts, int[] counts) {
        int rows = rowSlots.length;
        int time = Arrays.stream(counts).max().orElse(0);
        int length = 0;
        for (int row = 0; row < rows; row++) {
            length = Math.max(length, starts[row] + counts[row]);
        }
        if (length > cache.capacity()) {
            throw new IllegalArgumentException(
                    "%d positions do not fit into a cache of %d".formatted(length, cache.capacity()));
        }
        Tensor position = positions(cache, starts, time);
        long half = cache.config().headDim() / 2L;
        return new CachedAttention(
                cache,
                rows,
                time,
                length,
                cache.rotary().cosines().indexSelect(0, position).view(rows, time, 1, half),
                cache.rotary().sines().indexSelect(0, position).view(rows, time, 1, half),
                places(cache, rowSlots, starts, counts, time),
                slots(rowSlots),
                mask(starts, time, length));
    }

    private static Tensor positions(KeyValueCache cache, int[] starts, int time) {
        long[] positions = new long[starts.length * time];
        for (int row = 0; row < starts.length; row++) {
            for (int step = 0; step < time; step++) {
                positions[row * time + step] = Math.min((long) starts[row] + step, cache.capacity() - 1L);
            }
        }
        return Tensor.of(positions, positions.length);
    }

    private static Tensor slots(int[] rowSlots) {
        return Tensor.of(Arrays.stream(rowSlots).asLongStream().toArray(), rowSlots.length);
    }

    /** Returns where in the flattened cache each new key goes, in the order {@code [R, K, T]}. */
    private static Tensor places(KeyValueCache cache, int[] rowSlots, int[] starts, int[] counts, int time) {
        int heads = cache.config().keyValueHeads();
        long[] places = new long[rowSlots.length * heads * time];
        int next = 0;
        for (int row = 0; row < rowSlots.length; row++) {
            for (int head = 0; head < heads; head++) {
                long base = ((long) rowSlots[row] * heads + head) * cache.stride();
                for (int step = 0; step < time; step++) {
                    places[next++] = base + (step < counts[row] ? starts[row] + step : cache.capacity());
                }
            }
        }
        return Tensor.of(places, places.length);
    }

    /** Returns {@code [R, 1, 1, T, L]}: 0 where a new token may look, -infinity elsewhere. */
    private static Tensor mask(int[] starts, int time, int length) {
        float[] mask = new float[starts.length * time * length];
        for (int row = 0; row < starts.length; row++) {
            for (int step = 0; step < time; step++) {
                int from = (row * time + step) * length;
                int visible = Math.min(length, starts[row] + step + 1);
                Arrays.fill(mask, from + visible, from + length, Float.NEGATIVE_INFINITY);
            }
        }
        return Tensor.of(mask, starts.length, 1, 1, time, length);
    }

    @Override
    public Tensor cosines() {
        return cosines;
    }

    @Override
    public Tensor sines() {
        return sines;
    }

    @Override
    public Tensor mix(int layer, Tensor queryRTHE, Tensor keyRTKE, Tensor valueRTKE) {
        DecoderConfig config = cache.config();
        int pairs = config.keyValueHeads();
        int group = config.heads() / pairs;
        int size = config.headDim();
        Tensor keys = extend(cache.keys(layer), keyRTKE);
        Tensor values = extend(cache.values(layer), valueRTKE);
        Tensor query = queryRTHE
                .mul(1 / Math.sqrt(size))
                .view(rows, time, pairs, group, size)
                .permute(0, 2, 3, 1, 4)
                .reshape((long) rows * pairs, (long) group * time, size);
        Tensor weights = query.matmul(keys.transpose(1, 2))
                .view(rows, pairs, group, time, length)
                .add(mask)
                .softmax(-1)
                .view((long) rows * pairs, (long) group * time, length);
        return weights.matmul(values)
                .view(rows, pairs, group, time, size)
                .permute(0, 3, 1, 2, 4)
                .reshape(rows, time, (long) config.heads(), size);
    }

    /** Adds new keys or values {@code [R, T, K, E]} and returns those looked at, {@code [R K, L, E]}. */
    private Tensor extend(Tensor stored, Tensor added) {
        DecoderConfig config = cache.config();
        int size = config.headDim();
        stored.view(-1, size).indexCopy_(0, places, added.transpose(1, 2).reshape(-1, size));
        return stored.narrow(2, 0, length)
                .indexSelect(0, slots)
                .view((long) rows * config.keyValueHeads(), length, size);
    }
}
