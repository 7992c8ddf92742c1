package dev.interlane.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChainReferencesTest {
  private static final ChainId ORIGIN = ChainId.eip155(1);
  private static final Bytes32 ONE = Bytes32.ofUnsigned(BigInteger.ONE);

  @Test
  void aBlockIsNamedByItsHashNotItsHeight() {
    BlockRef block = new BlockRef(ORIGIN, 7, Bytes32.ZERO);

    assertThat(block).isNotEqualTo(new BlockRef(ORIGIN, 7, ONE));
    assertThat(block).isEqualTo(new BlockRef(ORIGIN, 7, Bytes32.ZERO));
    assertThat(block).hasToString("eip155:1#7 " + Bytes32.ZERO);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BlockRef(ORIGIN, -1, ONE))
        .withMessage("Block height must not be negative, got -1");
  }

  @Test
  void aTransactionOfAnotherChainIsAnotherTransaction() {
    TransactionRef transaction = new TransactionRef(ORIGIN, ONE);

    assertThat(transaction).hasToString("eip155:1/" + ONE);
    assertThat(transaction).isNotEqualTo(new TransactionRef(ChainId.eip155(2), ONE));
  }

  @Test
  void aTransactionIsIncludedOnItsOwnChainOnly() {
    TransactionRef transaction = new TransactionRef(ORIGIN, ONE);

    assertThat(new Inclusion(transaction, new BlockRef(ORIGIN, 7, ONE)).chain()).isEqualTo(ORIGIN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Inclusion(transaction, new BlockRef(ChainId.eip155(2), 7, ONE)))
        .withMessage("Transaction of eip155:1 cannot be in a block of eip155:2");
  }

  @ParameterizedTest
  @CsvSource({
    "SEEN, SEEN, true", "SEEN, SAFE, false", "SEEN, FINAL, false",
    "SAFE, SEEN, true", "SAFE, SAFE, true", "SAFE, FINAL, false",
    "FINAL, SEEN, true", "FINAL, SAFE, true", "FINAL, FINAL, true"
  })
  void finalityRises(Finality reached, Finality wanted, boolean enough) {
    assertThat(reached.atLeast(wanted)).isEqualTo(enough);
  }
}
