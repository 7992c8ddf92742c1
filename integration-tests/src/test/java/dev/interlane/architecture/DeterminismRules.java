package dev.interlane.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Where time, threads, chance and order come from. */
final class DeterminismRules {
  private DeterminismRules() {}

  /**
   * The few places that may take time and threads from the machine; everything else is handed them.
   */
  static final Set<String> MAKERS_OF_TIME_AND_THREADS =
      Set.of(
          // The front door: the defaults of whoever injects nothing.
          "dev.interlane.pipeline.Interlane",
          "dev.interlane.pipeline.Interlane$Builder",
          "dev.interlane.pipeline.Interlane$Builder$Assembly",
          // Drives the loop in real time; the testkit brings a driver of its own.
          "dev.interlane.pipeline.LoopDriver",
          "dev.interlane.pipeline.ThreadedDriver",
          // Native calls pin whoever makes them, and drivers block: they get threads of their own.
          "dev.interlane.journal.JournalThreads",
          // A tenure is measured by a clock that nobody sets and that a stopped process cannot
          // stop.
          "dev.interlane.journal.PostgresTenure",
          // A socket is real: it connects again after real time, and bounds its hints by it.
          "dev.interlane.evm.rpc.HeadSocket",
          // A webhook's receiver compares the time that is signed with its own.
          "dev.interlane.publisher.WebhookOptions",
          // What only threads at the same time can show.
          "dev.interlane.testkit.conformance.BodyCodecContract",
          "dev.interlane.testkit.conformance.JournalContract",
          "dev.interlane.testkit.conformance.SignerContract");

  /** Real processes live in real time, and show their progress while one waits. */
  private static final String[] REAL_PROCESSES = {"dev.interlane.devnet.."};

  /** Where a run must be the same again for the same seed. */
  private static final String[] REPLAYED = {
    "dev.interlane.pipeline..",
    "dev.interlane.mailbox..",
    "dev.interlane.relay..",
    "dev.interlane.validator..",
    "dev.interlane.testkit.."
  };

  /** Methods that read a clock, wait, or make threads. */
  private static final Map<String, Set<String>> TIME_AND_THREADS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("java.time.Instant", Set.of("now")),
              Map.entry("java.time.LocalDateTime", Set.of("now")),
              Map.entry("java.time.LocalDate", Set.of("now")),
              Map.entry("java.time.ZonedDateTime", Set.of("now")),
              Map.entry("java.time.OffsetDateTime", Set.of("now")),
              Map.entry("java.time.InstantSource", Set.of("system")),
              Map.entry(
                  "java.time.Clock",
                  Set.of("systemUTC", "systemDefaultZone", "system", "tick", "tickMillis")),
              Map.entry("java.lang.System", Set.of("currentTimeMillis", "nanoTime")),
              Map.entry(
                  "java.lang.Thread",
                  Set.of("sleep", "<init>", "ofVirtual", "ofPlatform", "startVirtualThread")),
              Map.entry("java.util.Timer", Set.of("<init>")),
              Map.entry(
                  "java.util.concurrent.CompletableFuture",
                  Set.of("delayedExecutor", "orTimeout", "completeOnTimeout")),
              Map.entry(
                  "java.util.concurrent.Executors",
                  Set.of(
                      "newCachedThreadPool",
                      "newFixedThreadPool",
                      "newScheduledThreadPool",
                      "newSingleThreadExecutor",
                      "newSingleThreadScheduledExecutor",
                      "newThreadPerTaskExecutor",
                      "newVirtualThreadPerTaskExecutor",
                      "newWorkStealingPool")),
              Map.entry("java.util.concurrent.ThreadPoolExecutor", Set.of("<init>")),
              Map.entry("java.util.concurrent.ScheduledThreadPoolExecutor", Set.of("<init>")),
              Map.entry("java.util.concurrent.ForkJoinPool", Set.of("<init>", "commonPool"))));

  /**
   * Methods whose answer differs from run to run: chance without a seed, order without a promise.
   */
  private static final Map<String, Set<String>> CHANCE_AND_DISORDER =
      new TreeMap<>(
          Map.of(
              "java.lang.Math", Set.of("random"),
              "java.util.concurrent.ThreadLocalRandom", Set.of("current"),
              "java.security.SecureRandom", Set.of("<init>", "getInstanceStrong"),
              "java.util.UUID", Set.of("randomUUID"),
              "java.util.Map", Set.of("copyOf"),
              "java.util.Set", Set.of("copyOf"),
              "java.util.stream.Collectors",
                  Set.of("toSet", "toUnmodifiableSet", "toUnmodifiableMap")));

  static ArchRule timeAndThreadsAreInjected() {
    return noClasses()
        .that(are(outsideOf(REAL_PROCESSES)))
        .and(are(noMakers()))
        .should()
        .accessTargetWhere(calls(TIME_AND_THREADS, "a clock, a wait or a new thread"))
        .as("Time comes from an injected InstantSource, threads from injected executors")
        .allowEmptyShould(true);
  }

  static ArchRule replayedCodeIsDeterministic() {
    return noClasses()
        .that()
        .resideInAnyPackage(REPLAYED)
        .and(are(noMakers()))
        .should()
        .accessTargetWhere(calls(CHANCE_AND_DISORDER, "chance or an order that differs per JVM"))
        .orShould()
        .accessTargetWhere(unseededRandom())
        .as("One seed replays a run: no chance of its own, no collection without a fixed order")
        .allowEmptyShould(true);
  }

  /** {@code (state, event) -> (state, actions)}: values in, values out. */
  static ArchRule deliveryMachineIsPure() {
    return classes()
        .that()
        .haveNameMatching("dev\\.interlane\\.pipeline\\.DeliveryMachine(\\$.*)?")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "java.lang",
                    "java.lang.annotation",
                    "java.lang.invoke",
                    "java.lang.runtime",
                    "java.util",
                    "java.util.function",
                    "java.util.stream",
                    "java.math",
                    "org.jspecify..",
                    "dev.interlane.primitive..",
                    "dev.interlane.chain..",
                    "dev.interlane.value..",
                    "dev.interlane.message..",
                    "dev.interlane.receipt..",
                    "dev.interlane.error..",
                    "dev.interlane.client..",
                    "dev.interlane.spi..",
                    "dev.interlane.pipeline..")
                .or(named("java.time.Instant", "java.time.Duration"))
                .and(not(named("java.lang.Thread", "java.lang.System", "java.util.Random"))))
        .as("DeliveryMachine has no clock, no I/O and no threads")
        .allowEmptyShould(true);
  }

  static ArchRule nothingPrints() {
    return noClasses()
        .that(are(outsideOf(REAL_PROCESSES)))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .as("The SDK logs, it does not print")
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaAccess<?>> calls(
      Map<String, Set<String>> methods, String description) {
    return DescribedPredicate.describe(
        description,
        access ->
            methods
                .getOrDefault(access.getTarget().getOwner().getName(), Set.of())
                .contains(access.getTarget().getName()));
  }

  private static DescribedPredicate<JavaAccess<?>> unseededRandom() {
    return DescribedPredicate.describe(
        "a random generator without a seed",
        access ->
            access.getTarget().getFullName().equals("java.util.Random.<init>()")
                || access.getTarget().getFullName().equals("java.util.SplittableRandom.<init>()"));
  }

  private static DescribedPredicate<JavaClass> noMakers() {
    return DescribedPredicate.describe(
        "not one of the listed makers",
        type -> !MAKERS_OF_TIME_AND_THREADS.contains(type.getName()));
  }

  private static DescribedPredicate<JavaClass> outsideOf(String... packages) {
    return not(resideInAnyPackage(packages));
  }

  private static DescribedPredicate<JavaClass> named(String... names) {
    Set<String> wanted = Set.of(names);
    return DescribedPredicate.describe("one of " + wanted, type -> wanted.contains(type.getName()));
  }

  private static <T> DescribedPredicate<T> not(DescribedPredicate<T> predicate) {
    return DescribedPredicate.not(predicate);
  }

  private static <T> DescribedPredicate<T> are(DescribedPredicate<T> predicate) {
    return predicate;
  }
}
