package dev.lathe.cli.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.properties.HasName;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Holds that what computes with a model's parameters makes its tensors where these are: whoever calls a factory says on which device, or
 * like which tensor. On a machine whose only device is the processor nothing else would tell.
 */
class DevicesTests {
    private static final Pattern COMPUTES = Pattern.compile(
            "dev\\.lathe\\.(algorithm(\\..*)?|model(\\.engine)?|tensor|train\\.(engine|learning|parallel|pipeline))");

    private static final Set<String> FACTORIES =
            Set.of("of", "fromMemory", "scalar", "empty", "zeros", "ones", "full", "arange");

    /** Methods whose tensors are the processor's: Java reads them, they are sent as messages, or who asked for them moves them. */
    private static final Set<String> ON_THE_PROCESSOR = Set.of(
            "dev.lathe.model.Decoder.embed",
            "dev.lathe.model.Parameters.initialize",
            "dev.lathe.model.engine.Order.send",
            "dev.lathe.model.engine.TorchPass.logits",
            "dev.lathe.tensor.Generator.normal",
            "dev.lathe.tensor.Generator.uniform",
            "dev.lathe.tensor.LowRankUpdates.<init>",
            "dev.lathe.tensor.LowRankUpdates.beginning",
            "dev.lathe.tensor.Offload.bringBack",
            "dev.lathe.tensor.RaggedAttention.attend",
            "dev.lathe.tensor.RaggedAttention.scores",
            "dev.lathe.tensor.Rotary.table",
            "dev.lathe.train.engine.LanguageModel.predictInParts",
            "dev.lathe.train.parallel.Assembly.read",
            "dev.lathe.train.parallel.Assembly.state",
            "dev.lathe.train.parallel.Team.collect",
            "dev.lathe.train.parallel.Team.tell",
            "dev.lathe.train.parallel.TeamWork.clip",
            "dev.lathe.train.parallel.TeamWork.join",
            "dev.lathe.train.pipeline.JobCheckpoints.tensors");

    @Test
    void tensorsAreMadeWhereTheParametersAre() {
        assertThat(FloorsTests.LATHE.stream()
                        .filter(DevicesTests::computes)
                        .flatMap(each -> each.getMethodCallsFromSelf().stream())
                        .filter(DevicesTests::makesATensorAnywhere)
                        .map(call -> call.getOriginOwner().getName() + "."
                                + call.getOrigin().getName())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(ON_THE_PROCESSOR);
    }

    private static boolean computes(JavaClass each) {
        return COMPUTES.matcher(each.getPackageName()).matches() && !each.isEquivalentTo(Tensor.class);
    }

    private static boolean makesATensorAnywhere(JavaMethodCall call) {
        List<String> parameters = HasName.Utils.namesOf(call.getTarget().getRawParameterTypes());
        return call.getTargetOwner().isEquivalentTo(Tensor.class)
                && FACTORIES.contains(call.getName())
                && !parameters.contains(Device.class.getName())
                && !parameters.contains(Tensor.class.getName());
    }
}
