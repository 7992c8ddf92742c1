package dev.interlane.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Who may depend on whom. */
final class DependencyRules {
  private DependencyRules() {}

  /** The transports: none knows another. A new room is added here. */
  static final Set<String> ROOMS =
      Set.of(
          "relay",
          "validator",
          "zk",
          "journal",
          "wormhole",
          "layerzero",
          "ccip",
          "axelar",
          "ibc",
          "lightclient");

  /** The packages of sdk-api, lowest first; {@code receipt} and {@code error} share a floor. */
  private static final List<Set<String>> API_FLOORS =
      List.of(
          Set.of("primitive"),
          Set.of("chain"),
          Set.of("value"),
          Set.of("message"),
          Set.of("receipt", "error"),
          Set.of("spi"),
          Set.of("client"));

  /**
   * Packages of others, and the packages of ours that may see them. Whatever is not listed is free.
   */
  private static final Map<String, String[]> OWNERS =
      new TreeMap<>(
          Map.ofEntries(
              owned(
                  "org.bouncycastle..",
                  "dev.interlane.primitive..",
                  "dev.interlane.codec..",
                  "dev.interlane.evm..",
                  "dev.interlane.devnet.."),
              owned("com.google.protobuf..", "dev.interlane.codec.."),
              owned(
                  "tools.jackson..",
                  "dev.interlane.codec.json..",
                  "dev.interlane.codec.internal.description..",
                  "dev.interlane.evm..",
                  "dev.interlane.mailbox.checkpoint..",
                  "dev.interlane.mailbox.web..",
                  "dev.interlane.testkit.rpc..",
                  "dev.interlane.journal..",
                  "dev.interlane.explorer..",
                  "dev.interlane.publisher..",
                  "dev.interlane.zk.prover..",
                  "dev.interlane.devnet.."),
              owned("org.web3j..", "dev.interlane.evm.."),
              owned("io.github.resilience4j..", "dev.interlane.evm.."),
              owned(
                  "okhttp3..",
                  "dev.interlane.evm..",
                  "dev.interlane.mailbox.web..",
                  "dev.interlane.publisher..",
                  "dev.interlane.zk.prover.."),
              owned("dev.failsafe..", "dev.interlane.publisher.."),
              owned("org.apache.kafka..", "dev.interlane.publisher.."),
              owned("fr.acinq..", "dev.interlane.evm.."),
              owned("org.sqlite..", "dev.interlane.journal.."),
              owned("org.postgresql..", "dev.interlane.journal.."),
              owned("com.zaxxer..", "dev.interlane.journal.."),
              owned("java.sql..", "dev.interlane.journal.."),
              owned("javax.sql..", "dev.interlane.journal.."),
              owned("org.junit..", "dev.interlane.testkit..", "dev.interlane.devnet.."),
              owned("org.assertj..", "dev.interlane.testkit..", "dev.interlane.devnet.."),
              owned("org.slf4j.simple.."),
              owned("picocli..")));

  private static Map.Entry<String, String[]> owned(String library, String... owners) {
    return Map.entry(library, owners);
  }

  /** sdk-api's packages depend downwards only. */
  static List<ArchRule> apiFloors() {
    List<ArchRule> rules = new ArrayList<>();
    for (int floor = 0; floor < API_FLOORS.size(); floor++) {
      String[] here = packages(API_FLOORS.get(floor));
      String[] above =
          API_FLOORS.subList(floor + 1, API_FLOORS.size()).stream()
              .flatMap(names -> List.of(packages(names)).stream())
              .toArray(String[]::new);
      if (above.length > 0) {
        rules.add(
            noClasses()
                .that()
                .resideInAnyPackage(here)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(above)
                .as("Packages %s depend on nothing above them".formatted(API_FLOORS.get(floor)))
                .allowEmptyShould(true));
      }
    }
    return rules;
  }

  /** sdk-api stands on the JDK, JSpecify and one hash provider. */
  static ArchRule apiStandsAlone() {
    return classes()
        .that()
        .resideInAnyPackage(apiPackages())
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(apiPackages())
                .or(resideInAnyPackage("java..", "org.jspecify..", "org.bouncycastle.."))
                // Compile-time annotations; nothing of them is needed to run.
                .or(
                    resideInAnyPackage(
                        "org.immutables.value..", "com.google.errorprone..", "javax.annotation..")))
        .as("sdk-api depends on the JDK, JSpecify and a Keccak-256 provider only")
        .allowEmptyShould(true);
  }

  /** Each library is seen by the packages that own it. */
  static List<ArchRule> librariesHaveOwners() {
    List<ArchRule> rules = new ArrayList<>();
    OWNERS.forEach(
        (library, owners) ->
            rules.add(
                noClasses()
                    .that(not(resideInAnyPackage(owners)).as("others than the owners"))
                    .should()
                    .dependOnClassesThat(resideInAPackage(library))
                    .as("Only %s see %s".formatted(List.of(owners), library))
                    .allowEmptyShould(true)));
    return rules;
  }

  /** Rooms never import each other. */
  static ArchRule roomsAreApart() {
    return slices()
        .assignedFrom(new RoomOfClass())
        .should()
        .notDependOnEachOther()
        .as("Transports do not depend on each other")
        .allowEmptyShould(true);
  }

  /** Nothing below the rooms knows one of them. */
  static ArchRule roomsAreOnTop() {
    String[] rooms = packages(ROOMS);
    return noClasses()
        .that(not(resideInAnyPackage(rooms)).as("outside of the rooms"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(rooms)
        .as("Nothing in the SDK depends on a transport")
        .allowEmptyShould(true);
  }

  /** What makes proofs of anything, and all else of tests, is nothing that an application runs. */
  static ArchRule testkitIsForTests() {
    String[] testkit = {"dev.interlane.testkit..", "dev.interlane.devnet.."};
    return noClasses()
        .that(not(resideInAnyPackage(testkit)).as("outside of the testkit"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(testkit)
        .as("Nothing that runs in production depends on the testkit and its insecure prover")
        .allowEmptyShould(true);
  }

  /** No cycle between packages, anywhere. */
  static ArchRule packagesHaveNoCycles() {
    return slices()
        .matching("dev.interlane.(**)")
        .should()
        .beFreeOfCycles()
        .as("Packages form no cycle")
        .allowEmptyShould(true);
  }

  static String[] apiPackages() {
    return API_FLOORS.stream()
        .flatMap(names -> List.of(packages(names)).stream())
        .toArray(String[]::new);
  }

  private static String[] packages(Set<String> names) {
    return names.stream()
        .sorted()
        .map(name -> "dev.interlane." + name + "..")
        .toArray(String[]::new);
  }

  private static final class RoomOfClass implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      String[] parts = javaClass.getPackageName().split("\\.", 4);
      return parts.length > 2 && ROOMS.contains(parts[2])
          ? SliceIdentifier.of(parts[2])
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "rooms";
    }
  }
}
