package dev.lathe.train.parallel;

import dev.lathe.model.Divisions;
import dev.lathe.model.SummedDivision;
import dev.lathe.tensor.ProcessGroup;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.engine.Route;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Leads a batch through the processes of a team: from stage to stage, and within each stage side by side. */
final class TeamRoute implements Route {
    private final Layout layout;
    private final ProcessGroup pipeline;
    private final ProcessGroup stretches;
    private final Divisions divisions;
    private final @Nullable LayerShards shards;
    private final Queue<ProcessGroup.Sending> sent = new ArrayDeque<>();

    TeamRoute(Team team, Layout layout, @Nullable LayerShards shards) {
        this.layout = layout;
        this.shards = shards;
        pipeline = team.group(Axis.PIPELINE);
        stretches = team.group(Axis.SEQUENCE);
        ProcessGroup heads = team.group(Axis.TENSOR);
        divisions = new Divisions(
                SummedDivision.over(heads),
                SummedDivision.over(heads),
                SummedDivision.over(team.group(Axis.EXPERT, Axis.TENSOR)),
                stretches.size() == 1 ? null : new TokenDivision(stretches));
    }

    @Override
    public Divisions divisions() {
        return divisions;
    }

    @Override
    public int first() {
        return layout.first();
    }

    @Override
    public int end(int stages) {
        return layout.end();
    }

    @Override
    public void open(int stage, Map<String, Tensor> parameters) {
        if (shards != null) {
            shards.open(stage, parameters);
        }
    }

    @Override
    public void close(int stage, Map<String, Tensor> parameters) {
        if (shards != null) {
            shards.close(stage, parameters);
        }
    }

    @Override
    public void forward(Tensor output) {
        sent.add(pipeline.sendLater(output, pipeline.rank() + 1));
    }

    @Override
    public Tensor fromBefore(Tensor input) {
        return pipeline.receive(input, pipeline.rank() - 1);
    }

    @Override
    public void backward(Tensor gradient) {
        sent.add(pipeline.sendLater(gradient, pipeline.rank() - 1));
    }

    @Override
    public Tensor fromAfter(Tensor gradient) {
        return pipeline.receive(gradient, pipeline.rank() + 1);
    }

    /** Waits until all that was sent is taken. */
    void settle() {
        while (!sent.isEmpty()) {
            sent.remove().await();
        }
    }

    @Override
    public Tensor join(Tensor own, Tensor places, long count) {
        Tensor all = Tensor.zeros(own.dtype(), own.device(), count).indexAdd_(0, places, own);
        stretches.allReduce(all.detach());
        return all;
    }
}
