package org.operationsgateway.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules that every class of the model keeps. */
class ArchitectureTest {

    private static final JavaClasses MODEL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.operationsgateway.core");

    @Test
    void theModelKnowsTheLanguageAndOneJsonLibraryOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.operationsgateway.core..",
                        "org.jspecify..",
                        "tools.jackson.core..",
                        "java.lang..",
                        "java.io",
                        "java.math",
                        "java.nio",
                        "java.nio.charset",
                        "java.security",
                        "java.text",
                        "java.time..",
                        "java.util..")
                .check(MODEL);
    }

    @Test
    void theModelTouchesNoFileAndNoConsole() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile|Console|PrintStream)")
                .check(MODEL);
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        slices().matching("org.operationsgateway.(**)")
                .should()
                .beFreeOfCycles()
                .check(MODEL);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes().should(resideInANullMarkedPackage()).check(MODEL);
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return ArchCondition.from(describe(
                "reside in a package that is @NullMarked",
                type -> type.getPackage().isAnnotatedWith(NullMarked.class)));
    }
}
