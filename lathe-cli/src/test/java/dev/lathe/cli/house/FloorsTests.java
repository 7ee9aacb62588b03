package dev.lathe.cli.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Holds the table of floors in docs/architecture.md. */
class FloorsTests {
    /** What each module uses, besides what those bring along. */
    private static final Map<String, List<String>> USES = Map.ofEntries(
            Map.entry("core", List.of()),
            Map.entry("tensor", List.of("core")),
            Map.entry("verify", List.of("core")),
            Map.entry("sandbox", List.of("core")),
            Map.entry("shop", List.of("core")),
            Map.entry("model", List.of("tensor")),
            Map.entry("env", List.of("verify")),
            Map.entry("algorithm", List.of("tensor")),
            Map.entry("serve", List.of("model")),
            Map.entry("rollout", List.of("model")),
            Map.entry("reward", List.of("verify", "sandbox")),
            Map.entry("train", List.of("algorithm", "rollout", "reward", "env", "shop")),
            Map.entry("web", List.of("train", "serve")),
            Map.entry("cli", List.of("web")));

    static final Set<String> MODULES = new TreeSet<>(USES.keySet());

    static final JavaClasses LATHE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.lathe");

    @Test
    void everyModuleHasAFloor() throws Exception {
        assertThat(Repository.modules().stream()
                        .map(module -> module.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(
                        MODULES.stream().map(module -> "lathe-" + module).toList());
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void aModuleImportsOnlyFromFloorsBelow(String module) {
        Set<String> allowed = new TreeSet<>(Set.of(module));
        collect(module, allowed);
        classes()
                .that()
                .resideInAPackage("dev.lathe." + module + "..")
                .should()
                .onlyDependOnClassesThat(inModules(allowed))
                .allowEmptyShould(true)
                .check(LATHE);
    }

    @Test
    void onlyTensorImportsNativeCode() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.lathe.tensor..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .check(LATHE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.lathe.(**)").should().beFreeOfCycles().check(LATHE);
    }

    /** Silencing a library's logger is allowed. */
    @Test
    void nobodyLogsWithTheJdk() {
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "a logger of the JDK writes",
                        (JavaMethodCall call) -> call.getTargetOwner().isEquivalentTo(Logger.class)
                                && !Set.of("getLogger", "setLevel").contains(call.getName())))
                .check(LATHE);
    }

    @Test
    void onlyTheCommandWritesToStandardStreams() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(LATHE.that(DescribedPredicate.describe(
                "outside the command", type -> !type.getPackageName().startsWith("dev.lathe.cli"))));
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = LATHE.stream()
                .map(JavaClass::getPackage)
                .filter(used -> !used.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(unmarked).isEmpty();
    }

    private static void collect(String module, Set<String> allowed) {
        for (String used : USES.get(module)) {
            allowed.add(used);
            collect(used, allowed);
        }
    }

    private static DescribedPredicate<JavaClass> inModules(Set<String> allowed) {
        return DescribedPredicate.describe("are outside Lathe or in " + allowed, type -> {
            String name = type.getPackageName();
            return !name.startsWith("dev.lathe.") || allowed.contains(name.split("\\.")[2]);
        });
    }
}
