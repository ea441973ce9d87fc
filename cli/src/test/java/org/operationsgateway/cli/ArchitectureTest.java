package org.operationsgateway.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;
import org.operationsgateway.testkit.architecture.HouseRules;

/** The architecture and style rules of the module, and those of all modules. */
class ArchitectureTest extends HouseRules {

    private static final String CLI = "org.operationsgateway.cli";

    private static final JavaClasses CLASSES = classesBelow(CLI);

    ArchitectureTest() {
        super(CLASSES);
    }

    @Test
    void theProgramUsesThePublicPackagesOfTheClientOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.operationsgateway.client.http..",
                        "org.operationsgateway.client.lease..",
                        "org.operationsgateway.client.request..",
                        "org.operationsgateway.client.sse..",
                        "org.operationsgateway.client.stream..",
                        "org.springframework..")
                .check(CLASSES);
    }

    @Test
    void onlyTheMainClassEndsTheProcess() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Main")
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }
}
