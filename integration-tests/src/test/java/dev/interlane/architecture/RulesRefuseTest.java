package dev.interlane.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule refuses a class that breaks it: a rule that nothing can break guards nothing. */
class RulesRefuseTest {
  @TempDir Path folder = Path.of("");
  private int cases;

  @Test
  void refusesAnApiPackageThatLooksUp() throws IOException {
    assertRefused(
        DependencyRules.apiFloors(),
        "package dev.interlane.client; public interface Planted {}",
        "package dev.interlane.chain; interface Above extends dev.interlane.client.Planted {}");
  }

  @Test
  void refusesALibraryInTheApi() throws IOException {
    assertRefused(
        List.of(DependencyRules.apiStandsAlone()),
        "package dev.interlane.message; class Logs { org.slf4j.Logger log; }");
  }

  @Test
  void refusesALibraryOutsideItsOwner() throws IOException {
    assertRefused(
        DependencyRules.librariesHaveOwners(),
        "package dev.interlane.mailbox; class Client { org.web3j.protocol.Web3j web3j; }");
  }

  @Test
  void refusesARoomThatKnowsAnother() throws IOException {
    assertRefused(
        List.of(DependencyRules.roomsAreApart()),
        "package dev.interlane.relay; public class Planted {}",
        "package dev.interlane.validator; class Borrower { dev.interlane.relay.Planted relay; }");
  }

  @Test
  void refusesARoomKnownBelow() throws IOException {
    assertRefused(
        List.of(DependencyRules.roomsAreOnTop()),
        "package dev.interlane.relay; public class Planted {}",
        "package dev.interlane.mailbox; class Knows { dev.interlane.relay.Planted relay; }");
  }

  @Test
  void refusesTheInsecureProverInProduction() throws IOException {
    assertRefused(
        List.of(DependencyRules.testkitIsForTests()),
        "package dev.interlane.zk;"
            + "class Borrows { dev.interlane.testkit.zk.TrapdoorProver prover; }");
  }

  @Test
  void refusesAPortThatLeavesAQuestionToTheDefault() throws IOException {
    assertRefused(
        List.of(ShapeRules.portsAnswerEverything()),
        "package dev.interlane.evm;"
            + "abstract class Halfway implements dev.interlane.spi.ChainPort {"
            + "  @Override public String name() { return \"\"; } }");
  }

  @Test
  void refusesACycleOfPackages() throws IOException {
    assertRefused(
        List.of(DependencyRules.packagesHaveNoCycles()),
        "package dev.interlane.evm; public class Left { dev.interlane.mailbox.Right right; }",
        "package dev.interlane.mailbox; public class Right { dev.interlane.evm.Left left; }");
  }

  @Test
  void refusesAnOpenPublicClass() throws IOException {
    assertRefused(
        List.of(ShapeRules.publicClassesAreClosed()),
        "package dev.interlane.architecture.planted; public class Open {}");
  }

  @Test
  void refusesAnExceptionElsewhere() throws IOException {
    assertRefused(
        List.of(ShapeRules.exceptionsLiveInError()),
        "package dev.interlane.evm; public final class Broke extends RuntimeException {}");
  }

  @Test
  void refusesAnEmptyName() throws IOException {
    assertRefused(
        List.of(ShapeRules.namesSayWhatThingsAre()),
        "package dev.interlane.evm; final class HexUtils {}");
    assertRefused(
        List.of(ShapeRules.namesSayWhatThingsAre()),
        "package dev.interlane.evm.common; final class Hex {}");
  }

  @Test
  void refusesALongConstructor() throws IOException {
    assertRefused(
        List.of(ShapeRules.constructorsAreShort()),
        "package dev.interlane.relay;"
            + "public final class Long4 { public Long4(int a, int b, int c, int d) {} }");
  }

  @Test
  void refusesABooleanParameter() throws IOException {
    assertRefused(
        List.of(ShapeRules.methodsTakeNoBoolean()),
        "package dev.interlane.client;"
            + "public final class Flags { public void close(boolean drain) {} }");
  }

  @Test
  void refusesAForeignTypeInASignature() throws IOException {
    assertRefused(
        List.of(ShapeRules.apiSignaturesAreOurs()),
        "package dev.interlane.spi; public interface Logs { org.slf4j.Logger log(); }");
    assertRefused(
        List.of(ShapeRules.apiSignaturesAreOurs()),
        "package dev.interlane.spi;"
            + "public final class Kept { public Kept(java.util.List<org.slf4j.Logger> logs) {} }");
  }

  @Test
  void refusesAnAssertionThatCanBeForgotten() throws IOException {
    assertRefused(
        List.of(ShapeRules.assertionsAreChained()),
        "package dev.interlane.testkit;"
            + "public final class CallAssert"
            + " extends org.assertj.core.api.AbstractAssert<CallAssert, String> {"
            + "  CallAssert(String actual) { super(actual, CallAssert.class); }"
            + "  public Object executed() { return this; } }");
  }

  @Test
  void refusesAClockOfItsOwn() throws IOException {
    assertRefused(
        List.of(DeterminismRules.timeAndThreadsAreInjected()),
        "package dev.interlane.evm; class Now { Object at() { return java.time.Instant.now(); } }");
  }

  @Test
  void refusesAClockByMethodReference() throws IOException {
    assertRefused(
        List.of(DeterminismRules.timeAndThreadsAreInjected()),
        "package dev.interlane.evm;"
            + "class Now { java.util.function.LongSupplier clock = System::nanoTime; }");
  }

  @Test
  void refusesAThreadOfItsOwn() throws IOException {
    assertRefused(
        List.of(DeterminismRules.timeAndThreadsAreInjected()),
        "package dev.interlane.mailbox; class Starts { void go() { new Thread(() -> {}).start(); } }");
  }

  @Test
  void refusesChanceWithoutASeed() throws IOException {
    assertRefused(
        List.of(DeterminismRules.replayedCodeIsDeterministic()),
        "package dev.interlane.testkit;"
            + "class Chance { java.util.Random random = new java.util.Random(); }");
    assertRefused(
        List.of(DeterminismRules.replayedCodeIsDeterministic()),
        "package dev.interlane.pipeline;"
            + "class Order { Object of(java.util.Map<String, String> m) {"
            + " return java.util.Map.copyOf(m); } }");
  }

  @Test
  void refusesADeliveryMachineThatReadsTime() throws IOException {
    assertRefused(
        List.of(DeterminismRules.deliveryMachineIsPure()),
        "package dev.interlane.pipeline;"
            + "final class DeliveryMachine { java.time.InstantSource clock; }");
  }

  @Test
  void refusesPrinting() throws IOException {
    assertRefused(
        List.of(DeterminismRules.nothingPrints()),
        "package dev.interlane.evm;"
            + "class Prints { void say() { System.out.println(\"here\"); } }");
  }

  private void assertRefused(List<ArchRule> rules, String... sources) throws IOException {
    Path place = Files.createDirectory(folder.resolve("case" + cases++));
    JavaClasses planted = PlantedClasses.compile(place, List.of(sources));

    List<EvaluationResult> results = new ArrayList<>();
    // A rule that asks for the loaded class finds the planted one.
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {place.resolve("classes").toUri().toURL()}, before)) {
      Thread.currentThread().setContextClassLoader(loader);
      rules.forEach(rule -> results.add(rule.evaluate(planted)));
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }

    assertThat(results).anyMatch(EvaluationResult::hasViolation);
  }
}
