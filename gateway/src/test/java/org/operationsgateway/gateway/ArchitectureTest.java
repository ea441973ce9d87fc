package org.operationsgateway.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules for the classes and packages of the deployed application. */
class ArchitectureTest {

    private static final int MAX_PUBLIC_TYPES = 10;
    private static final int MAX_TYPES = 22;

    private static final String GATEWAY = "org.operationsgateway.gateway";

    /** The packages that execute SQL. */
    private static final String[] SQL_PACKAGES = {
        GATEWAY + ".store..",
        GATEWAY + ".collection.log",
        GATEWAY + ".deadline",
        GATEWAY + ".signal",
        GATEWAY + ".database.."
    };

    /** The types of R2DBC that configure connections or report errors, and execute nothing. */
    private static final Set<String> R2DBC_WITHOUT_SQL =
            Set.of("ConnectionFactoryOptions", "Option", "PostgresqlConnectionFactoryProvider", "R2dbcException");

    private static final JavaClasses EVERYTHING = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.operationsgateway.core", "org.operationsgateway.gateway");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.operationsgateway.(**)")
                .should()
                .beFreeOfCycles()
                .check(EVERYTHING);
    }

    @Test
    void aPackageHasAtMostTenPublicTypes() {
        assertThat(typesByPackage(type -> type.getModifiers().contains(JavaModifier.PUBLIC)))
                .isNotEmpty()
                .allSatisfy((name, types) -> assertThat(types).hasSizeLessThanOrEqualTo(MAX_PUBLIC_TYPES));
    }

    @Test
    void aPackageOfTheGatewayHasAtMostTwentyTwoTypes() {
        assertThat(typesByPackage(type -> type.getPackageName().startsWith(GATEWAY)))
                .isNotEmpty()
                .allSatisfy((name, types) -> assertThat(types).hasSizeLessThanOrEqualTo(MAX_TYPES));
    }

    @Test
    void onlyPackagesOfTheDatabaseExecuteSql() {
        noClasses()
                .that()
                .resideOutsideOfPackages(SQL_PACKAGES)
                .should()
                .dependOnClassesThat(executeSql())
                .check(EVERYTHING);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes().should(resideInANullMarkedPackage()).check(EVERYTHING);
    }

    @Test
    void noPackageIsNamedAfterALayer() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..impl..", "..dto..", "..service..", "..model..")
                .check(EVERYTHING);
    }

    @Test
    void noFieldIsInjected() {
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(EVERYTHING);
    }

    @Test
    void noClassUsesTheStandardStreams() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(EVERYTHING);
    }

    @Test
    void noClassSleeps() {
        noClasses().should().callMethodWhere(sleep()).check(EVERYTHING);
    }

    private static Map<String, List<String>> typesByPackage(Predicate<JavaClass> filter) {
        return EVERYTHING.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .filter(filter)
                .collect(groupingBy(JavaClass::getPackageName, mapping(JavaClass::getSimpleName, toList())));
    }

    private static DescribedPredicate<JavaClass> executeSql() {
        return resideInAnyPackage("io.r2dbc..", "org.springframework.r2dbc..", "java.sql..")
                .and(describe("execute SQL", type -> !R2DBC_WITHOUT_SQL.contains(outermost(type))));
    }

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElseGet(type::getSimpleName);
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return ArchCondition.from(describe(
                "reside in a package that is @NullMarked",
                type -> type.getPackage().isAnnotatedWith(NullMarked.class)));
    }

    private static DescribedPredicate<JavaMethodCall> sleep() {
        return describe(
                "sleep",
                call -> call.getName().equals("sleep")
                        && (call.getTargetOwner().isAssignableTo(Thread.class)
                                || call.getTargetOwner().isEquivalentTo(TimeUnit.class)));
    }
}
