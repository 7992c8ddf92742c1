package dev.interlane.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Holds every module to the rules. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
  private JavaClasses production = new ClassFileImporter().importClasses(List.of());

  @BeforeAll
  void read() {
    production =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/generated/"))
            .withImportOption(location -> !location.contains("/samples/"))
            .withImportOption(location -> !location.contains("/vectors/"))
            .importPackages("dev.interlane");
  }

  @Test
  void seesTheClassesOfEveryModule() {
    Map<String, Integer> found = new TreeMap<>();
    for (JavaClass type : production) {
      found.merge(type.getPackageName().split("\\.")[2], 1, Integer::sum);
    }

    assertThat(found)
        .containsKeys(
            "primitive", "codec", "pipeline", "evm", "mailbox", "relay", "validator", "zk")
        .containsKeys("journal", "explorer", "publisher")
        .containsKeys("testkit", "devnet")
        .doesNotContainKey("architecture");
  }

  @TestFactory
  Stream<DynamicTest> rules() {
    return Stream.of(
            DependencyRules.apiFloors(),
            List.of(DependencyRules.apiStandsAlone()),
            DependencyRules.librariesHaveOwners(),
            List.of(
                DependencyRules.roomsAreApart(),
                DependencyRules.roomsAreOnTop(),
                DependencyRules.testkitIsForTests(),
                DependencyRules.packagesHaveNoCycles(),
                ShapeRules.publicClassesAreClosed(),
                ShapeRules.portsAnswerEverything(),
                ShapeRules.exceptionsLiveInError(),
                ShapeRules.namesSayWhatThingsAre(),
                ShapeRules.constructorsAreShort(),
                ShapeRules.methodsTakeNoBoolean(),
                ShapeRules.apiSignaturesAreOurs(),
                ShapeRules.assertionsAreChained(),
                DeterminismRules.timeAndThreadsAreInjected(),
                DeterminismRules.replayedCodeIsDeterministic(),
                DeterminismRules.deliveryMachineIsPure(),
                DeterminismRules.nothingPrints()))
        .flatMap(List::stream)
        .map(this::test);
  }

  private DynamicTest test(ArchRule rule) {
    return DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(production));
  }
}
