package dev.lathe.train.pipeline;

import dev.lathe.model.DecoderConfig;
import dev.lathe.tensor.MatrixParts;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.parallel.Team;
import java.util.SequencedMap;

/**
 * Says what of a model an optimiser of one process changes.
 *
 * @param changed the parameters, or parts of them
 * @param whole all parameters of the model
 * @param parts which parts
 */
record Share(SequencedMap<String, Tensor> changed, SequencedMap<String, Tensor> whole, MatrixParts parts) {
    static Share of(
            Team team, DecoderConfig model, SequencedMap<String, Tensor> changed, SequencedMap<String, Tensor> whole) {
        return new Share(changed, whole, team.parts(model));
    }
}
