package dev.lathe.cli.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.properties.HasName;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.Tensor;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Holds that what computes with a model's parameters makes its tensors where these are: whoever calls a factory says on which device, or
 * like which tensor. On a machine whose only device is the processor nothing else would tell.
 */
class DevicesTests {
    /** Methods whose tensors are the processor's: what they make is read by Java, sent as a message, or moved by who asked for it. */
    private static final Set<String> ON_THE_PROCESSOR = Set.of(
            "dev.lathe.model.Decoder.embed",
            "dev.lathe.model.Parameters.initialize",
            "dev.lathe.model.engine.Order.send",
            "dev.lathe.model.engine.TorchPass.logits",
            "dev.lathe.train.engine.LanguageModel.predictInParts",
            "dev.lathe.train.parallel.Assembly.read",
            "dev.lathe.train.parallel.Assembly.state",
            "dev.lathe.train.parallel.Team.collect",
            "dev.lathe.train.parallel.Team.tell",
            "dev.lathe.train.parallel.TeamWork.clip",
            "dev.lathe.train.parallel.TeamWork.join");

    private static final DescribedPredicate<JavaMethodCall> MAKES_A_TENSOR_ANYWHERE =
            DescribedPredicate.describe("makes a tensor without saying where", DevicesTests::makesATensorAnywhere);

    private static boolean makesATensorAnywhere(JavaMethodCall call) {
        Set<String> parameters = Set.copyOf(HasName.Utils.namesOf(call.getTarget().getRawParameterTypes()));
        boolean says = parameters.contains(Device.class.getName()) || parameters.contains(Tensor.class.getName());
        boolean factory = Set.of("of", "fromMemory", "scalar", "empty", "zeros", "ones", "full", "arange")
                .contains(call.getName());
        String caller = call.getOriginOwner().getName() + "." + call.getOrigin().getName();
        return call.getTargetOwner().isEquivalentTo(Tensor.class)
                && factory
                && !says
                && !ON_THE_PROCESSOR.contains(caller);
    }

    @Test
    void tensorsAreMadeWhereTheParametersAre() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.lathe.algorithm..",
                        "dev.lathe.model",
                        "dev.lathe.model.engine",
                        "dev.lathe.train.engine",
                        "dev.lathe.train.learning",
                        "dev.lathe.train.parallel")
                .should()
                .callMethodWhere(MAKES_A_TENSOR_ANYWHERE)
                .check(FloorsTests.LATHE);
    }
}
