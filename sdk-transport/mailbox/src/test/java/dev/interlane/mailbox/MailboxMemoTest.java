package dev.interlane.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MailboxMemoTest {
  private static final HyperlaneMessage MESSAGE =
      HyperlaneMessage.of(
          1,
          DomainAccount.of(2, ScriptedChain.address(3)),
          DomainAccount.of(4, ScriptedChain.address(5)),
          Bytes.fromUtf8("body"));
  private static final MailboxMemo.Proof PROOF =
      new MailboxMemo.Proof(
          Bytes.fromHex("0xaabbcc"),
          Bytes32.fromHex("11".repeat(32)),
          Optional.of(ScriptedChain.address(9)),
          List.of(
              new Preparation(
                  ScriptedChain.address(10), Bytes.fromHex("0xa1a2"), Bytes.fromHex("0xb1")),
              new Preparation(ScriptedChain.address(11), Bytes.EMPTY, Bytes.EMPTY)));

  @Test
  void readsBackWhatItWrote() {
    for (OptionalLong leaf :
        new OptionalLong[] {
          OptionalLong.empty(), OptionalLong.of(0), OptionalLong.of(Unsigned32.MAX)
        }) {
      MailboxMemo dispatched = new MailboxMemo(MESSAGE, leaf, Optional.empty());
      MailboxMemo anybody =
          dispatched.proven(
              new MailboxMemo.Proof(Bytes.EMPTY, PROOF.ism(), Optional.empty(), List.of()));

      for (MailboxMemo memo : new MailboxMemo[] {dispatched, anybody, dispatched.proven(PROOF)}) {
        assertThat(MailboxMemo.decode(memo.encode())).isEqualTo(memo);
      }
    }
  }

  @Test
  void refusesTruncationsOfTheHeader() {
    Bytes whole = new MailboxMemo(MESSAGE, OptionalLong.of(7), Optional.of(PROOF)).encode();
    for (int length = 0; length < whole.length() - MESSAGE.body().length(); length++) {
      Bytes cut = whole.slice(0, length);
      assertThatThrownBy(() -> MailboxMemo.decode(cut))
          .as("first %d bytes", length)
          .isInstanceOf(CodecException.class);
    }
  }

  @Test
  void isNeverHarmedByBytes() {
    Random random = new Random(20261123);
    Bytes whole = new MailboxMemo(MESSAGE, OptionalLong.of(7), Optional.of(PROOF)).encode();
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = whole.toArray();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      bytes[random.nextInt(12)] = (byte) random.nextInt(256);
      try {
        assertThat(MailboxMemo.decode(Bytes.of(bytes))).isNotNull();
      } catch (CodecException refused) {
        assertThat(refused).hasMessageContaining("at byte");
      }
    }
  }
}
