package dev.lathe.train.engine;

import dev.lathe.algorithm.LossStatistics;
import dev.lathe.model.AdapterUse;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.DecoderPass;
import dev.lathe.model.DecoderWeights;
import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Computes what a decoder says at the places of some rows. While operations are recorded, what it returns begins a graph of its own:
 * a backward pass from a loss ends there, and {@link #backward} takes the gradients on to the parameters, stage by stage.
 */
public final class LanguageModel {
    /** The name of the weight {@code [1, hidden]} that makes scores of hidden states, as Hugging Face's sequence classifiers have it. */
    public static final String SCORE = "score.weight";

    /** Predictions of a part: 32 MiB in float32. */
    private static final long PART = 1 << 23;

    private final DecoderConfig config;
    private final Map<String, Tensor> parameters;
    private final List<AdapterUse> adapters;
    private final boolean recompute;
    private final Route route;
    private final IntConsumer passed;
    private final List<Runnable> pending = new ArrayList<>();

    /** Learns from what a model says at the places of a part of the rows: a loss that its caller minimises as it is. */
    public interface PartLearning {
        /**
         * Returns the part's loss and statistics.
         *
         * @param part its number
         * @param predictions log-probabilities of all tokens, in nats, FLOAT32 {@code [places of the part, vocabulary]}
         */
        Learning.Result learn(int part, Tensor predictions);
    }

    /**
     * Computes with parameters of the caller's, under their Hugging Face names.
     *
     * @param parameters live: what is written to them counts from the next call on
     */
    public LanguageModel(DecoderConfig config, Map<String, Tensor> parameters) {
        this(config, parameters, List.of(), false, Route.WHOLE, _ -> {});
    }

    /**
     * Computes the same with adapters attached.
     *
     * @param recompute whether layers are computed again in the backward pass instead of keeping what they computed
     * @param route the way through the processes that compute it together; the configuration counts this one's heads and widths
     * @param passed hears of each stage whose gradients have been added to its parameters
     */
    LanguageModel(
            DecoderConfig config,
            Map<String, Tensor> parameters,
            List<AdapterUse> adapters,
            boolean recompute,
            Route route,
            IntConsumer passed) {
        this.config = config;
        this.parameters = parameters;
        this.adapters = adapters;
        this.recompute = recompute;
        this.route = route;
        this.passed = passed;
    }

    /**
     * Returns the log-probabilities of one token a place, in nats, FLOAT32 {@code [read]}.
     *
     * @param targets INT64 {@code [read]}
     */
    public Tensor logProbs(Rows rows, Tensor targets) {
        return predict(rows, targets, 1, false).logProbs();
    }

    /**
     * Returns what the model thinks of one token a place. Memory does not grow with the vocabulary.
     *
     * @param targets INT64 {@code [read]}
     * @param temperature at which it predicts: it divides the logits
     * @param entropies whether entropies are wanted
     */
    public TokenPredictions predict(Rows rows, Tensor targets, double temperature, boolean entropies) {
        HiddenStates hidden = hidden(rows);
        TokenHead head = head(temperature);
        boolean recording = Autograd.isRecording();
        TokenHead.Said said =
                Autograd.noGrad(() -> head.read(hidden.states(), hidden.places().own(targets), entropies, recording));
        Places places = hidden.places();
        Tensor logProbs = leaf(places.all(said.logProbs(), route));
        Tensor disorder = said.entropies() == null ? null : leaf(places.all(said.entropies(), route));
        later(
                hidden,
                () -> head.backward(
                        said,
                        places.own(gradient(logProbs)),
                        disorder == null ? null : places.own(gradient(disorder)),
                        headGradient()));
        return new TokenPredictions(logProbs, disorder);
    }

    /**
     * Learns from the whole of what the model predicts, for which a part's log-probabilities must exist at once.
     *
     * @param sizes places of each part; together those of the rows
     * @return the sums of what came of the parts; gradients are taken at once, so the loss can only be minimised as it is
     */
    public Learning.Result predictInParts(Rows rows, int[] sizes, PartLearning learning) {
        HiddenStates hidden = hidden(rows);
        hidden.places().requireAll();
        boolean recording = Autograd.isRecording();
        List<Tensor> gradients = new ArrayList<>();
        LossStatistics statistics = LossStatistics.NONE;
        double loss = 0;
        int from = 0;
        for (int part = 0; part < sizes.length; part++) {
            try (Scope scope = Scope.open()) {
                Tensor states = leaf(hidden.states().narrow(0, from, sizes[part]));
                Learning.Result result = learning.learn(part, head(1).predictions(states));
                if (recording) {
                    result.loss().backward();
                    gradients.add(scope.keep(gradient(states)));
                }
                loss += result.loss().item();
                statistics = statistics.plus(result.statistics());
                from += sizes[part];
            }
        }
        Tensor sum = leaf(Tensor.scalar(DType.FLOAT32, loss));
        later(hidden, () -> {
            if (gradient(sum).item() != 1) {
                throw new IllegalStateException("a loss of parts can only be minimised as it is");
            }
            return Tensor.cat(gradients, 0);
        });
        return new Learning.Result(sum, statistics);
    }

    /** Returns how many places a part may have without taking much memory. */
    public int placesOfPart() {
        return Math.toIntExact(Math.max(1, PART / config.vocabSize()));
    }

    /** Returns what the model predicts at all places at a temperature, for reading alone: a part of it can be made at any time. */
    public Reader reader(Rows rows, double temperature) {
        HiddenStates hidden = Autograd.noGrad(() -> hidden(rows));
        hidden.places().requireAll();
        Tensor states = hidden.states();
        return (from, count) -> Autograd.noGrad(() -> head(temperature).predictions(states.narrow(0, from, count)));
    }

    /** Makes a part of a model's predictions. */
    public interface Reader {
        /** Returns log-probabilities of all tokens at some places, in nats, FLOAT32 {@code [count, vocabulary]}. */
        Tensor predictions(int from, int count);
    }

    /** Returns the scores {@code [read]} of a model with the parameter {@link #SCORE}. */
    public Tensor scores(Rows rows) {
        Tensor score = parameters.get(SCORE);
        if (score == null) {
            throw new IllegalStateException("the model has no " + SCORE);
        }
        HiddenStates hidden = hidden(rows);
        Tensor states = leaf(hidden.states());
        later(hidden, () -> gradient(states));
        return hidden.places().all(states.linear(score, null).to(DType.FLOAT32).squeeze(1), route);
    }

    /** Returns where it computes. */
    Device device() {
        return parameters.values().iterator().next().device();
    }

    /** Takes the gradients that a backward pass has left in what this model returned on to the parameters. */
    void backward() {
        pending.reversed().forEach(Runnable::run);
        pending.clear();
    }

    /** Sends rows through this process's stages. */
    HiddenStates hidden(Rows rows) {
        Tensor like = parameters.values().iterator().next();
        DecoderPass pass = new DecoderPass(config, route.divisions(), rows.sequences(), adapters, like);
        return HiddenStates.of(config, pass, parameters, rows, recompute, route);
    }

    private TokenHead head(double temperature) {
        Tensor head = parameters.get(DecoderWeights.head(config));
        // a model that scores has no head for tokens
        Tensor weight = head == null ? parameters.get(SCORE) : head;
        return new TokenHead(Objects.requireNonNull(weight), config.choices().logitSoftCap(), temperature);
    }

    /** Returns where the gradient of the head goes; null if none is wanted. */
    private @Nullable Tensor headGradient() {
        Tensor head = head(1).head();
        if (!head.requiresGrad()) {
            return null;
        }
        Tensor gradient = head.grad();
        if (gradient == null) {
            gradient = Tensor.zeros(head.dtype(), head.device(), head.shape());
            head.grad(gradient);
        }
        return gradient;
    }

    private void later(HiddenStates hidden, Supplier<Tensor> gradient) {
        if (Autograd.isRecording()) {
            pending.add(() -> hidden.backward(Autograd.noGrad(gradient), passed));
        }
    }

    private static Tensor leaf(Tensor values) {
        return Autograd.isRecording() ? values.detach().requiresGrad_(true) : values;
    }

    private static Tensor gradient(Tensor leaf) {
        Tensor gradient = leaf.grad();
        return gradient == null ? leaf.detach().mul(0) : gradient;
    }
}
