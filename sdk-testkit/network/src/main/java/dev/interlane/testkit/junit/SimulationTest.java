package dev.interlane.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs on many seeds, each with faults of its own: reorganisations, crashes, nodes that
 * lie, strangers who deliver. It fails when its own assertions fail, or when one of the invariants
 * of docs/spec/invariants.md does not hold; then it says which seed, with how few faults it still
 * fails, and tells the run as a timeline of both chains.
 *
 * <pre>{@code
 * @SimulationTest(seeds = 1_000)
 * void creditsEveryDepositOnce(@Network SimulatedNetwork network) {
 *   Ledger ledger = new Ledger();
 *   network.backend(new InMemoryJournal(), () -> client(network), client -> client.listen(ledger));
 *   ...
 *   assertThat(ledger.credited()).isEqualTo(deposits);
 * }
 * }</pre>
 *
 * <p>The method is called once a seed, in several threads: it keeps its state in local variables.
 * {@code -Dinterlane.seed=N} runs one seed, {@code -Dinterlane.faults="..."} with it a chosen plan.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Test
@ExtendWith(SimulationTestExtension.class)
public @interface SimulationTest {
  /** How many seeds, from 0. */
  int seeds() default 100;
}
