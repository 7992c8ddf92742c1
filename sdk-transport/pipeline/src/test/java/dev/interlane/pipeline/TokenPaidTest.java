package dev.interlane.pipeline;

import static dev.interlane.pipeline.Fixtures.SENDER;
import static dev.interlane.pipeline.Fixtures.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.BlockRef;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Inclusion;
import dev.interlane.chain.TransactionRef;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.receipt.Fee;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.TransactionReceipt;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Only the token's own transfers from the payer count. */
class TokenPaidTest {
  private static final EvmAddress TOKEN =
      EvmAddress.parse("0x00000000000000000000000000000000000000f1");
  private static final EvmAddress OTHER =
      EvmAddress.parse("0x00000000000000000000000000000000000000f2");
  private static final Bytes32 TRANSFER =
      Keccak256.hash(Bytes.fromUtf8("Transfer(address,address,uint256)"));
  private static final Bytes32 APPROVAL =
      Keccak256.hash(Bytes.fromUtf8("Approval(address,address,uint256)"));
  private static final Fee ASKED =
      new Fee(
          SENDER.chain(),
          AccountId.of(SENDER.chain(), TOKEN).toString(),
          BigInteger.valueOf(1_000),
          SENDER,
          "protocol fee");
  private static final Inclusion INCLUSION =
      new Inclusion(
          new TransactionRef(SENDER.chain(), Bytes32.ZERO),
          new BlockRef(SENDER.chain(), 1, Bytes32.ZERO));

  @Test
  void addsUpWhatThePayerGaveOfTheToken() {
    Fee paid =
        TokenPaid.in(
            receipt(
                log(TOKEN, TRANSFER, SENDER, amount(7)),
                log(TOKEN, TRANSFER, SENDER, amount(30)),
                log(TOKEN, TRANSFER, AccountId.of(SENDER.chain(), STRANGER), amount(100)),
                log(OTHER, TRANSFER, SENDER, amount(100)),
                log(TOKEN, APPROVAL, SENDER, amount(100)),
                log(TOKEN, TRANSFER, SENDER, Bytes.EMPTY)),
            ASKED);

    assertThat(paid)
        .isEqualTo(
            new Fee(ASKED.chain(), ASKED.asset(), BigInteger.valueOf(37), SENDER, ASKED.purpose()));
  }

  private static TransactionReceipt receipt(ChainLog... logs) {
    return TransactionReceipt.builder()
        .inclusion(INCLUSION)
        .status(TransactionReceipt.ExecutionStatus.SUCCEEDED)
        .sender(SENDER.evmAddress())
        .gasUsed(1)
        .effectiveGasPriceWei(BigInteger.ONE)
        .logs(List.of(logs))
        .build();
  }

  private static ChainLog log(EvmAddress emitter, Bytes32 event, AccountId payer, Bytes data) {
    List<Bytes32> topics = List.of(event, payer.evmAddress().toWord(), OTHER.toWord());
    return new ChainLog(emitter, topics, data, INCLUSION, 0);
  }

  private static Bytes amount(long amount) {
    return Bytes32.ofUnsigned(BigInteger.valueOf(amount)).toBytes();
  }
}
