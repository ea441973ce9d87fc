package org.operationsgateway.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The tests of the rules for one module, whose test of its architecture extends them. */
public abstract class HouseRules {

    private static final int MAX_PUBLIC_TYPES = 10;
    private static final int MAX_LINE_LENGTH = 120;

    private final JavaClasses classes;

    /**
     * Creates the tests.
     *
     * @param classes the classes of the module, without tests
     */
    protected HouseRules(JavaClasses classes) {
        this.classes = classes;
    }

    /** Returns the classes of a package and those below it, without tests. */
    protected static JavaClasses classesBelow(String packageName) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(packageName);
    }

    @Test
    final void packagesHaveNoCycles() {
        slices().matching("org.operationsgateway.(**)")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }

    @Test
    final void everyPackageIsNullMarked() {
        classes()
                .should(ArchCondition.from(describe(
                        "reside in a package that is @NullMarked",
                        type -> type.getPackage().isAnnotatedWith(NullMarked.class))))
                .check(classes);
    }

    @Test
    final void aPackageHasAtMostTenPublicTypes() {
        Map<String, Long> publicTypes = classes.stream()
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .collect(groupingBy(JavaClass::getPackageName, counting()));
        require(!publicTypes.isEmpty(), "There is no public type");
        publicTypes.forEach(
                (name, count) -> require(count <= MAX_PUBLIC_TYPES, name + " has " + count + " public types"));
    }

    @Test
    final void linesHaveAtMost120Characters() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            require(!sources.isEmpty(), "There is no source");
            for (Path source : sources) {
                for (String line : Files.readAllLines(source)) {
                    boolean isShort = line.length() <= MAX_LINE_LENGTH || line.startsWith("import ");
                    require(isShort, source + " has a long line: " + line);
                }
            }
        }
    }

    private static void require(boolean condition, String violation) {
        if (!condition) {
            throw new AssertionError(violation);
        }
    }
}
