package dev.lathe.tensor;

import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Says which parts of matrices a process has, for optimisers that look at whole ones.
 *
 * @param group the processes that have parts of the same matrices, in the order of these
 * @param dim along which the matrix of a name is cut into parts of one size; empty if every process has it whole
 */
public record MatrixParts(ProcessGroup group, Function<String, OptionalInt> dim) {
    /** Is for a process that has everything. */
    public static final MatrixParts WHOLE = new MatrixParts(ProcessGroup.alone(), _ -> OptionalInt.empty());

    /** Returns whole matrices {@code [count, rows, columns]} of which each process gives a part; all of the group call this. */
    Tensor join(Tensor parts, int cut) {
        Tensor all = group.allGather(parts);
        return Tensor.cat(all.split(parts.size(0), 0), cut + 1);
    }

    /** Returns this process's parts of whole matrices {@code [count, rows, columns]}; a view. */
    Tensor own(Tensor matrices, int cut) {
        long length = matrices.size(cut + 1) / group.size();
        return matrices.narrow(cut + 1, group.rank() * length, length);
    }
}
