package org.operationsgateway.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The architecture and style rules of the module. */
class ArchitectureTest {

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.operationsgateway.core");

    /** Matches the Javadoc of a type, if its first word is one that does not begin a noun phrase. */
    private static final Pattern QUESTION_WORD_DOC = Pattern.compile(
            "/\\*\\*[\\s*]*(What|Which|How|Who|Whether|Where|When|Something|Those|Some)\\b[^*]*(\\*(?!/)[^*]*)*\\*/"
                    + "\\s*(@\\S+\\s+)*((public|protected|private|static|final|abstract|sealed|non-sealed)\\s+)*"
                    + "(class|interface|enum|record|@interface)\\s");

    @Test
    void coreDependsOnTheJdkAndOneJsonLibraryOnly() {
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
                .check(CORE);
    }

    @Test
    void coreAccessesNoFilesAndNoConsole() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile|Console|PrintStream)")
                .check(CORE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.operationsgateway.(**)")
                .should()
                .beFreeOfCycles()
                .check(CORE);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes().should(resideInANullMarkedPackage()).check(CORE);
    }

    @Test
    void packagesHaveAtMostTenPublicTypes() {
        Map<String, Long> publicTypes = CORE.stream()
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .collect(groupingBy(JavaClass::getPackageName, counting()));

        assertThat(publicTypes)
                .isNotEmpty()
                .allSatisfy((name, types) -> assertThat(types).isLessThanOrEqualTo(10));
    }

    @Test
    void sourceFilesHaveAtMost400Lines() {
        assertThat(sources())
                .allSatisfy((file, text) -> assertThat(text.lines().count()).isLessThanOrEqualTo(400));
    }

    @Test
    void linesHaveAtMost120Characters() {
        assertThat(sources())
                .allSatisfy((file, text) -> assertThat(text.lines())
                        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120)));
    }

    @Test
    void theJavadocOfATypeBeginsWithANounPhrase() {
        assertThat(sources()).allSatisfy((file, text) -> assertThat(text).doesNotContainPattern(QUESTION_WORD_DOC));
    }

    private static Map<Path, String> sources() {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            Map<Path, String> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .collect(toMap(Function.identity(), ArchitectureTest::read));
            assertThat(sources).isNotEmpty();
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return ArchCondition.from(describe(
                "reside in a package that is @NullMarked",
                type -> type.getPackage().isAnnotatedWith(NullMarked.class)));
    }
}
