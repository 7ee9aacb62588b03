package dev.lathe.model;

import dev.lathe.tensor.Tensor;

/** Is a part of a layer that several processes divide among them: all have the same input, and what they make of it adds up. */
public interface Division {
    /** Is what one process has alone. */
    Division WHOLE = new Division() {
        @Override
        public Tensor enter(Tensor input) {
            return input;
        }

        @Override
        public Tensor leave(Tensor output) {
            return output;
        }
    };

    /** Returns an input as this part takes it in: its gradient becomes the sum of all processes' gradients. */
    Tensor enter(Tensor input);

    /** Returns the sum of all processes' outputs; its gradient is that of each of them. */
    Tensor leave(Tensor output);
}
