package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.Parameters;
import dev.lathe.model.ParametersOnDemand;
import dev.lathe.model.tokenizer.ChatTemplate;
import dev.lathe.model.tokenizer.Tokenizer;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Holds a model as its file or folder has it. Tensors lie in the mapped files under the names of Hugging Face checkpoints, with their rows
 * in Hugging Face's order; all that the description asks for are there, in the right shapes.
 */
public final class Checkpoint {
    private final Path path;
    private final DecoderConfig config;
    private final Map<String, RawTensor> tensors;
    private final UnaryOperator<RawTensor> reorder;
    private final Tokenizer tokenizer;
    private final @Nullable ChatTemplate chatTemplate;

    Checkpoint(
            Path path,
            DecoderConfig config,
            Map<String, RawTensor> tensors,
            UnaryOperator<RawTensor> reorder,
            Tokenizer tokenizer,
            @Nullable ChatTemplate chatTemplate) {
        ExpectedTensors.checkPresent(path, config, tensors);
        this.path = path;
        this.config = config;
        this.tensors = tensors;
        this.reorder = reorder;
        this.tokenizer = tokenizer;
        this.chatTemplate = chatTemplate;
    }

    /**
     * Opens a GGUF file or a Hugging Face folder.
     *
     * @throws UserError if it is missing, damaged or not supported; the message names the file and the tensor or key
     */
    public static Checkpoint open(Path path) {
        Checkpoint checkpoint = inspect(path);
        ExpectedTensors.check(path, checkpoint.config, checkpoint.tensors);
        return checkpoint;
    }

    /**
     * Opens a model to look at it: tensors that a forward pass leaves out are allowed, see {@link #unusedTensors}.
     *
     * @throws UserError as {@link #open} does for everything else
     */
    public static Checkpoint inspect(Path path) {
        if (!Files.exists(path)) {
            throw new UserError(path + ": no such file or folder; a model is a GGUF file or a Hugging Face folder");
        }
        return Files.isDirectory(path) ? HuggingFaceFolder.open(path) : GgufCheckpoint.open(path);
    }

    /** Returns the file or folder. */
    public Path path() {
        return path;
    }

    /** Returns the names of the tensors that a forward pass leaves out. */
    public List<String> unusedTensors() {
        return ExpectedTensors.unused(config, tensors);
    }

    public DecoderConfig config() {
        return config;
    }

    /** Returns the names of the tensors that a forward pass uses, in its order. */
    public Set<String> tensorNames() {
        return Parameters.shapes(config).keySet();
    }

    /**
     * Returns a tensor.
     *
     * @param name one of {@link #tensorNames()}
     */
    public RawTensor tensor(String name) {
        return reorder.apply(stored(name));
    }

    private RawTensor stored(String name) {
        RawTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor " + name);
        }
        return tensor;
    }

    /**
     * Reads the parameters as float32, in the order of the forward pass. They belong to the innermost scope of this thread, or without
     * one to the caller, and need the checkpoint no more.
     */
    public SequencedMap<String, Tensor> parameters() {
        var parameters = new LinkedHashMap<String, Tensor>();
        tensorNames().forEach(name -> parameters.put(name, parameter(name)));
        return parameters;
    }

    /**
     * Returns the parameters as a map that reads each as float32 when it is asked for, every time anew: it belongs to the innermost
     * scope of the thread that asks.
     */
    public Map<String, Tensor> parametersOnDemand() {
        return new ParametersOnDemand(tensorNames(), this::parameter);
    }

    /** Reads one parameter; the file's pages leave memory again. */
    private Tensor parameter(String name) {
        RawTensor stored = stored(name);
        RawTensor ordered = reorder.apply(stored);
        Tensor parameter = Tensor.empty(DType.FLOAT32, ordered.shape());
        ordered.copyTo(parameter.memory());
        stored.unload();
        return parameter;
    }

    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /** Returns the chat template, if the model has one. */
    public Optional<ChatTemplate> chatTemplate() {
        return Optional.ofNullable(chatTemplate);
    }
}
