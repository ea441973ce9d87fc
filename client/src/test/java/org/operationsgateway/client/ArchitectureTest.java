package org.operationsgateway.client;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;
import org.operationsgateway.testkit.architecture.HouseRules;

/** The architecture and style rules of the module, and those of all modules. */
class ArchitectureTest extends HouseRules {

    private static final String CLIENT = "org.operationsgateway.client";

    private static final JavaClasses CLASSES = classesBelow(CLIENT);

    ArchitectureTest() {
        super(CLASSES);
    }

    @Test
    void theClientDependsOnReactorAndTheCoreOnly() {
        classes()
                .that()
                .resideOutsideOfPackages(CLIENT + ".payload", CLIENT + ".observation")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        CLIENT + "..",
                        "org.operationsgateway.core..",
                        "org.jspecify..",
                        "org.reactivestreams..",
                        "reactor..",
                        "io.netty..",
                        "io.micrometer.observation..",
                        "java..",
                        "javax.net.ssl..")
                .check(CLASSES);
    }

    @Test
    void noClassBlocks() {
        noClasses()
                .that()
                .doNotHaveSimpleName("HttpOperationsClient")
                .should()
                .callMethodWhere(describe(
                        "block",
                        call -> call.getName().matches("block(First|Last|Optional)?|sleep|get|join")
                                && call.getTargetOwner()
                                        .getFullName()
                                        .matches("reactor\\.core\\.publisher\\.(Mono|Flux)|java\\.lang\\.Thread"
                                                + "|java\\.util\\.concurrent\\..*Future")))
                .check(CLASSES);
    }
}
