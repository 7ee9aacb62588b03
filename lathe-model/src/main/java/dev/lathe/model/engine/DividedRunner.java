package dev.lathe.model.engine;

import dev.lathe.model.Adapter;
import dev.lathe.model.Decoder;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.Division;
import dev.lathe.model.Divisions;
import dev.lathe.model.Parameters;
import dev.lathe.model.ParametersOnDemand;
import dev.lathe.model.SummedDivision;
import dev.lathe.model.TensorShare;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import dev.lathe.tensor.Torch;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Computes a decoder by libtorch together with other processes, each of which has an equal share of its heads and inner widths, of their
 * weights and of their cache. This is the first of them, which hands out the weights and says what to compute; the others
 * {@link #follow}. If one is lost, all that is asked of the runner throws a {@link dev.lathe.tensor.PeerException}.
 */
public final class DividedRunner implements ModelRunner {
    private final DecoderConfig config;
    private final TensorTeam team;
    private final TorchRunner own;
    private boolean broken;

    private DividedRunner(DecoderConfig config, EngineOptions options, TensorTeam team) {
        this.config = config;
        this.team = team;
        own = share(config, options, team);
    }

    /**
     * Returns what makes the runner of an engine of one shard.
     *
     * @param team of which this process is the first
     */
    public static RunnerFactory factory(TensorTeam team) {
        return (config, options, _) -> {
            if (options.shards() != 1) {
                throw new IllegalArgumentException(
                        "processes that compute together are one shard, not " + options.shards());
            }
            return new DividedRunner(config, options, team);
        };
    }

    /**
     * Does this process's part of what the first one computes, until that one has no more use for it.
     *
     * @param config the whole model
     * @param options those of the engine in the first process
     * @param adapters those that are attached there
     * @throws dev.lathe.tensor.PeerException if another process is lost
     */
    public static void follow(DecoderConfig config, EngineOptions options, List<Adapter> adapters, TensorTeam team) {
        Torch.threads(options.threadsPerShard());
        try (TorchRunner runner = share(config, options, team)) {
            attach(runner, adapters, share(config, team));
            while (true) {
                switch (Order.receive(team.orders())) {
                    case Order.Load(DType type) -> {
                        runner.load(received(config, type, team));
                        Torch.trim();
                    }
                    case Order.Run(List<SequenceStep> steps, boolean states) -> {
                        if (states) {
                            runner.sumStates(steps);
                        } else {
                            runner.run(steps);
                        }
                    }
                    case Order.Release() -> runner.release();
                    case Order.End() -> {
                        return;
                    }
                }
            }
        }
    }

    private static TorchRunner share(DecoderConfig config, EngineOptions options, TensorTeam team) {
        Division sum = SummedDivision.over(team.sums());
        Decoder decoder = new Decoder(share(config, team).local(), new Divisions(sum, sum, sum, null));
        return new TorchRunner(decoder, options, options.cacheTokens());
    }

    private static void attach(TorchRunner runner, List<Adapter> adapters, TensorShare share) {
        try (Scope _ = Scope.open()) {
            runner.adapters(adapters.stream().map(share::part).toList());
        }
    }

    private static TensorShare share(DecoderConfig config, TensorTeam team) {
        return new TensorShare(config, team.orders().rank(), team.orders().size());
    }

    /** Returns this process's part of parameters that the first process hands out as they are asked for, everywhere in one order. */
    private static Map<String, Tensor> handedOut(
            DecoderConfig config, TensorTeam team, Set<String> names, Function<String, Tensor> wholes) {
        TensorShare share = share(config, team);
        return new ParametersOnDemand(
                names, name -> share.part(name, team.orders().broadcast(wholes.apply(name), 0)));
    }

    private static Map<String, Tensor> received(DecoderConfig config, DType type, TensorTeam team) {
        Map<String, long[]> shapes = Parameters.shapes(config);
        return handedOut(
                config,
                team,
                shapes.keySet(),
                name -> Tensor.empty(type, Device.cpu(), Objects.requireNonNull(shapes.get(name))));
    }

    private <T> T together(Order order, Supplier<T> work) {
        try {
            order.send(team.orders());
            return work.get();
        } catch (RuntimeException failed) {
            broken = true;
            throw failed;
        }
    }

    @Override
    public int blockSize() {
        return own.blockSize();
    }

    @Override
    public int blocks() {
        return own.blocks();
    }

    @Override
    public void load(Map<String, Tensor> parameters) {
        DType type = type(parameters);
        together(new Order.Load(type), () -> {
            own.load(handedOut(config, team, parameters.keySet(), name -> sent(parameters, name, type)));
            return null;
        });
    }

    private static DType type(Map<String, Tensor> parameters) {
        try (Scope _ = Scope.open()) {
            return Objects.requireNonNull(parameters.get("model.norm.weight")).dtype();
        }
    }

    private static Tensor sent(Map<String, Tensor> parameters, String name, DType type) {
        return Objects.requireNonNull(parameters.get(name)).detach().to(type).contiguous();
    }

    @Override
    public void adapters(List<Adapter> attached) {
        attach(own, attached, share(config, team));
    }

    @Override
    public Logits run(List<SequenceStep> steps) {
        return together(new Order.Run(steps, false), () -> own.run(steps));
    }

    @Override
    public double[][] sumStates(List<SequenceStep> steps) {
        return together(new Order.Run(steps, true), () -> own.sumStates(steps));
    }

    @Override
    public void release() {
        together(new Order.Release(), () -> {
            own.release();
            return null;
        });
    }

    @Override
    public long memory() {
        return own.memory();
    }

    @Override
    public void close() {
        if (!broken) {
            new Order.End().send(team.orders());
        }
        own.close();
    }
}
