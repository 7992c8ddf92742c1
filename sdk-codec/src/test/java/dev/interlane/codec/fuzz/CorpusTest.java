package dev.interlane.codec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.interlane.primitive.Bytes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the fuzzer once found worth keeping still holds. */
class CorpusTest {
  @TestFactory
  Stream<DynamicTest> everyKeptInputHolds() {
    return FuzzTargets.names().stream().map(name -> dynamicTest(name, () -> replay(name)));
  }

  private static void replay(String name) {
    FuzzTarget target = FuzzTargets.of(name);
    List<Bytes> kept = Corpus.of(name);

    assertThat(kept).isNotEmpty();
    kept.forEach(target::check);
  }
}
