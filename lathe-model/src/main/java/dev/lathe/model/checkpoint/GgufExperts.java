package dev.lathe.model.checkpoint;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits the tensors in which GGUF files hold all experts of a layer, and joins them again. */
final class GgufExperts {
    private static final String ALL = ".mlp.experts.";
    private static final Pattern ONE = Pattern.compile("(.*\\.mlp\\.experts\\.)(\\d+)\\.(.*)");

    private GgufExperts() {}

    /** Adds a tensor under its name, or each expert of one under names of their own; views. */
    static void split(RawTensor tensor, Map<String, RawTensor> out) {
        int at = tensor.name().indexOf(ALL);
        if (at < 0 || tensor.shape().length != 3) {
            out.put(tensor.name(), tensor);
            return;
        }
        long bytes = tensor.data().byteSize() / tensor.shape()[0];
        for (long expert = 0; expert < tensor.shape()[0]; expert++) {
            String name = tensor.name().substring(0, at + ALL.length()) + expert + "."
                    + tensor.name().substring(at + ALL.length());
            out.put(
                    name,
                    new RawTensor(
                            name,
                            tensor.type(),
                            new long[] {tensor.shape()[1], tensor.shape()[2]},
                            tensor.data().asSlice(expert * bytes, bytes)));
        }
    }

    /** Joins the experts of each layer, in order, under one name; other tensors stay. */
    static List<RawTensor> join(List<RawTensor> tensors) {
        SequencedMap<String, List<RawTensor>> groups = new LinkedHashMap<>();
        for (RawTensor tensor : tensors) {
            Matcher match = ONE.matcher(tensor.name());
            String name = match.matches() ? match.group(1) + match.group(3) : tensor.name();
            groups.computeIfAbsent(name, _ -> new ArrayList<>()).add(tensor);
        }
        return groups.entrySet().stream()
                .map(entry -> entry.getKey().contains(ALL)
                        ? joined(entry.getKey(), entry.getValue())
                        : entry.getValue().getFirst())
                .toList();
    }

    private static RawTensor joined(String name, List<RawTensor> experts) {
        RawTensor first = experts.getFirst();
        long bytes = first.data().byteSize();
        MemorySegment all = Arena.ofAuto().allocate(bytes * experts.size(), Long.BYTES);
        for (int expert = 0; expert < experts.size(); expert++) {
            all.asSlice(expert * bytes, bytes).copyFrom(experts.get(expert).data());
        }
        return new RawTensor(name, first.type(), new long[] {experts.size(), first.shape()[0], first.shape()[1]}, all);
    }
}
