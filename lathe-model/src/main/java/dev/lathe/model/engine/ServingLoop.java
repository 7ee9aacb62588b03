package dev.lathe.model.engine;

import dev.lathe.core.PolicyVersion;
import dev.lathe.core.Seeds;
import dev.lathe.core.UserError;
import dev.lathe.model.Adapter;
import dev.lathe.model.engine.Completion.FinishReason;
import dev.lathe.model.engine.Sequence.Wanted;
import dev.lathe.model.sampling.SampledToken;
import dev.lathe.model.sampling.TokenSampler;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Serves requests step by step: what joins, what the runner computes, which tokens come of it. One thread, the shard's own. */
final class ServingLoop {
    private final ModelRunner runner;
    private final TokenSampler sampler;
    private final BlockManager blocks;
    private final Scheduler scheduler;
    private final Gate gate;
    private final Map<Sequence, Request> requests = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private Map<String, Tensor> parameters;
    private PolicyVersion version = PolicyVersion.INITIAL;
    private boolean stale = true;
    private boolean asleep;
    private long arrivals;
    private long generated;
    private long finished;
    private long steps;

    ServingLoop(ModelRunner runner, int vocabulary, Map<String, Tensor> parameters, EngineOptions options) {
        this.runner = runner;
        this.parameters = parameters;
        sampler = new TokenSampler(vocabulary);
        blocks = new BlockManager(runner.blocks(), runner.blockSize());
        scheduler = new Scheduler(
                blocks, options.passes().running(), options.passes().tokens());
        gate = new Gate(options.admission());
    }

    void opened() {
        gate.opened();
    }

    void left() {
        gate.left();
        if (gate.open() == 0 && gate.atBarriers()) {
            // what conversations find in the cache depends on no conversation before these
            blocks.forget();
        }
    }

    /** Takes a request of a conversation. */
    void submitAtGate(Request request) {
        gate.add(request);
    }

    /** Takes a request that joins as soon as there is room. */
    void submit(Request request) {
        GenerationRequest asked = request.asked();
        String adapter = asked.adapter();
        Sequence sequence = new Sequence(
                arrivals++,
                asked.priority(),
                asked.prompt(),
                adapter == null ? 0 : Seeds.of(1, adapter),
                asked.embedding() ? Wanted.STATES : asked.promptLogProbs() ? Wanted.LOGITS : Wanted.NEXT);
        requests.put(sequence, request);
        scheduler.add(sequence);
    }

    void abort(Request request) {
        if (gate.remove(request)) {
            end(request, FinishReason.ABORTED);
            return;
        }
        requests.entrySet().stream()
                .filter(entry -> entry.getValue() == request)
                .map(Map.Entry::getKey)
                .findFirst()
                .ifPresent(sequence -> {
                    take(sequence);
                    end(request, FinishReason.ABORTED);
                });
    }

    void update(PolicyVersion newVersion, Map<String, Tensor> newParameters, InferenceEngine.InFlight inFlight) {
        if (inFlight == InferenceEngine.InFlight.RETURN) {
            List<Sequence> started = requests.entrySet().stream()
                    .filter(entry -> entry.getValue().hasWritten())
                    .map(Map.Entry::getKey)
                    .toList();
            started.forEach(sequence -> end(take(sequence), FinishReason.UPDATED));
        }
        scheduler.restart();
        version = newVersion;
        parameters = newParameters;
        stale = true;
    }

    void update(PolicyVersion newVersion, Set<String> names) {
        scheduler.restart();
        version = newVersion;
        changed.addAll(names);
    }

    void adapters(List<Adapter> adapters) {
        runner.adapters(adapters);
        scheduler.restart();
    }

    void sleep() {
        scheduler.restart();
        runner.release();
        stale = true;
        asleep = true;
    }

    void wake() {
        asleep = false;
    }

    /** Reads the weights, if they have changed. */
    void load() {
        if (stale) {
            runner.load(parameters);
        } else if (!changed.isEmpty()) {
            runner.reload(parameters, changed);
        }
        stale = false;
        changed.clear();
    }

    boolean hasWork() {
        return !asleep && (!scheduler.isIdle() || gate.admits(false));
    }

    /** Makes one pass for those that are served, after those have joined that may. */
    void step() {
        if (gate.admits(!scheduler.isIdle())) {
            gate.admit().forEach(this::submit);
        }
        load();
        steps++;
        Map<Boolean, List<Piece>> pieces = scheduler.plan().stream()
                .collect(Collectors.partitioningBy(piece -> piece.sequence().wanted() == Wanted.STATES));
        // these share nobody's blocks, others may share theirs
        embed(Objects.requireNonNull(pieces.get(true)));
        write(Objects.requireNonNull(pieces.get(false)));
    }

    private void embed(List<Piece> pieces) {
        if (pieces.isEmpty()) {
            return;
        }
        double[][] sums = runner.sumStates(pieces.stream().map(this::step).toList());
        for (int i = 0; i < sums.length; i++) {
            Sequence sequence = pieces.get(i).sequence();
            request(sequence).addStates(pieces.get(i), sums[i]);
            if (pieces.get(i).end() == sequence.length()) {
                end(take(sequence), FinishReason.STOP);
            }
        }
    }

    private void write(List<Piece> pieces) {
        if (pieces.isEmpty()) {
            return;
        }
        List<SequenceStep> passSteps = pieces.stream().map(this::step).toList();
        Logits logits = runner.run(passSteps);
        int row = 0;
        for (int i = 0; i < pieces.size(); i++) {
            int rows = passSteps.get(i).logitRows();
            if (rows > 0) {
                read(pieces.get(i), logits, row, rows);
            }
            row += rows;
        }
    }

    private SequenceStep step(Piece piece) {
        Sequence sequence = piece.sequence();
        int rows = switch (sequence.wanted()) {
            case NEXT -> piece.end() == sequence.length() ? 1 : 0;
            case LOGITS -> piece.count();
            case STATES -> 0;
        };
        return new SequenceStep(
                sequence.tokens(piece.start(), piece.end()),
                piece.start(),
                sequence.blocks().toArray(),
                rows,
                request(sequence).asked().adapter());
    }

    private void read(Piece piece, Logits logits, int row, int rows) {
        Request request = request(piece.sequence());
        int[] prompt = request.asked().prompt();
        for (int i = 0; i < rows; i++) {
            int next = piece.end() - rows + i + 1;
            if (request.scored() < request.toScore() && next == request.scored() + 1) {
                request.addScore(
                        sampler.score(logits.values(), row + i, prompt[next], 0).logProb());
            }
        }
        if (piece.end() == piece.sequence().length()) {
            write(piece.sequence(), request, logits, row + rows - 1);
        }
    }

    private void write(Sequence sequence, Request request, Logits logits, int row) {
        try {
            SampledToken token = sampler.sample(logits.values(), row, request.state());
            sequence.append(token.token());
            generated++;
            if (request.add(token, version)) {
                take(sequence);
                finished++;
            }
        } catch (UserError impossible) {
            take(sequence);
            finished++;
            request.reply().fail(impossible);
        }
    }

    private Request request(Sequence sequence) {
        return Objects.requireNonNull(requests.get(sequence));
    }

    private Request take(Sequence sequence) {
        scheduler.remove(sequence);
        return Objects.requireNonNull(requests.remove(sequence));
    }

    private void end(Request request, FinishReason reason) {
        finished++;
        request.end(reason, version);
    }

    /** Fails every request, those that wait included. */
    void fail(Throwable reason) {
        List<Request> all = new ArrayList<>(requests.values());
        all.addAll(gate.admit());
        all.forEach(request -> request.reply().fail(reason));
    }

    EngineStats stats() {
        return new EngineStats(
                scheduler.running(),
                scheduler.waiting() + gate.pending(),
                blocks.blocks(),
                blocks.blocks() - blocks.available(),
                blocks.cached(),
                scheduler.promptTokens(),
                scheduler.cachedTokens(),
                generated,
                finished,
                scheduler.preemptions(),
                steps);
    }
}
