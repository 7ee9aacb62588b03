package dev.lathe.model;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Says where a decoder differs from Llama 2.
 *
 * @param family the page by which its configuration is read and written, such as {@code llama}
 * @param layers every layer
 * @param ropeScaling how the frequencies of {@link LayerChoice.Rotation#GLOBAL} change
 * @param localRopeTheta base of the frequencies of {@link LayerChoice.Rotation#LOCAL}, if a layer uses them
 * @param activation what gates the feed-forward blocks
 * @param gemmaNorms whether a norm multiplies by one plus its weight, and attention and feed-forward pass one behind them too
 * @param attentionScale what products of queries and keys are multiplied by; {@code 1 / sqrt(headDim)} if absent
 * @param attentionSoftCap bound of the scores; 0 for none
 * @param logitSoftCap bound of the logits; 0 for none
 * @param embeddingScale what embeddings are multiplied by
 */
public record DecoderChoices(
        String family,
        List<LayerChoice> layers,
        RopeScaling ropeScaling,
        OptionalDouble localRopeTheta,
        Activation activation,
        boolean gemmaNorms,
        OptionalDouble attentionScale,
        double attentionSoftCap,
        double logitSoftCap,
        double embeddingScale) {

    public DecoderChoices {
        layers = List.copyOf(layers);
    }

    /** Returns the choices of Llama 2. */
    public static DecoderChoices plain(String family, int layers, int width) {
        return of(family, Collections.nCopies(layers, LayerChoice.plain(width)));
    }

    /** Returns the choices of Llama 2 but for its layers. */
    public static DecoderChoices of(String family, List<LayerChoice> layers) {
        return new DecoderChoices(
                family,
                layers,
                new RopeScaling.None(),
                OptionalDouble.empty(),
                Activation.SILU,
                false,
                OptionalDouble.empty(),
                0,
                0,
                1);
    }

    /** Returns the same choices with scaled rotary positions. */
    public DecoderChoices withRopeScaling(RopeScaling scaling) {
        return new DecoderChoices(
                family,
                layers,
                scaling,
                localRopeTheta,
                activation,
                gemmaNorms,
                attentionScale,
                attentionSoftCap,
                logitSoftCap,
                embeddingScale);
    }

    /** Tells whether only the rotary frequencies may differ from Llama 2. */
    boolean plain() {
        return layers.stream().allMatch(DecoderChoices::plain)
                && activation == Activation.SILU
                && !gemmaNorms
                && attentionScale.isEmpty()
                && attentionSoftCap == 0
                && logitSoftCap == 0
                && embeddingScale == 1;
    }

    private static boolean plain(LayerChoice layer) {
        return layer.window() == 0
                && layer.rotation() == LayerChoice.Rotation.GLOBAL
                && layer.feedForward() instanceof FeedForward.Dense;
    }
}
