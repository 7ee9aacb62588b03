package dev.lathe.tensor;

import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorOptional;

/** Holds native arguments that are the same in every call; they live as long as the process. */
final class Constants {
    static final BoolOptional NO_BOOL = new BoolOptional();
    static final BoolOptional TRUE = new BoolOptional(true);
    static final BoolOptional FALSE = new BoolOptional(false);
    static final DoubleOptional NO_DOUBLE = new DoubleOptional();
    static final LongOptional NO_LONG = new LongOptional();
    static final MemoryFormatOptional NO_FORMAT = new MemoryFormatOptional();
    static final ScalarTypeOptional NO_TYPE = new ScalarTypeOptional();
    static final TensorOptional NO_TENSOR = new TensorOptional();
    static final TensorArrayRefOptional NO_TENSORS = new TensorArrayRefOptional();

    private Constants() {}
}
