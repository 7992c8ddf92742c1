package dev.interlane.codec.fuzz;

import dev.interlane.codec.call.CallRecipientHeader;
import dev.interlane.message.MessageId;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/** Bodies for contracts that check message ids. */
final class CallRecipientTarget implements FuzzTarget {
  @Override
  public void check(Bytes input) {
    Strictness.check(
        input,
        () -> "call to a CallRecipient",
        CallRecipientHeader::decode,
        call -> call.header().encode(call.calldata()));
  }

  @Override
  public Bytes seed(Random random) {
    Bytes calldata = Bytes.generate(4 + random.nextInt(40), random::nextBytes);
    return new CallRecipientHeader(
            new MessageId(word(random)),
            random.nextBoolean()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(1 + random.nextInt(1 << 30))),
            random.nextBoolean()
                ? Optional.empty()
                : Optional.of(new CallRecipientHeader.Place(word(random), random.nextInt(1 << 20))))
        .encode(calldata);
  }

  private static Bytes32 word(Random random) {
    return Bytes32.of(Bytes.generate(Bytes32.LENGTH_BYTES, random::nextBytes));
  }
}
