package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;
import java.math.BigInteger;

/**
 * A message of Hyperlane version 3 as its contracts read it: by slices, which revert without data
 * when the bytes end too early.
 *
 * <pre>
 * 0 version(1) | 1 nonce(4) | 5 origin(4) | 9 sender(32) | 41 destination(4) | 45 recipient(32) | 77 body
 * </pre>
 */
final class WireMessage {
  static final int VERSION = 3;

  private static final int NONCE = 1;
  private static final int ORIGIN = 5;
  private static final int SENDER = 9;
  private static final int DESTINATION = 41;
  private static final int RECIPIENT = 45;
  private static final int BODY = 77;
  private static final int AMOUNT = 32;

  private final CallFrame frame;
  private final Bytes bytes;

  WireMessage(CallFrame frame, Bytes bytes) {
    this.frame = frame;
    this.bytes = bytes;
  }

  static Bytes build(long nonce, long origin, EvmAddress sender, Addressed addressed) {
    return Bytes.generate(
        BODY + addressed.body.length(),
        target -> {
          target[0] = VERSION;
          putInt(target, NONCE, nonce);
          putInt(target, ORIGIN, origin);
          sender.toWord().copyTo(target, SENDER);
          putInt(target, DESTINATION, addressed.destination);
          addressed.recipient.copyTo(target, RECIPIENT);
          addressed.body.copyTo(target, BODY);
        });
  }

  Bytes32 id() {
    return frame.keccak256(bytes);
  }

  int version() {
    return slice(0, 1).get(0) & 0xff;
  }

  long origin() {
    return unsigned32(slice(ORIGIN, 4));
  }

  Bytes32 sender() {
    return Bytes32.of(slice(SENDER, 32));
  }

  EvmAddress senderAddress() {
    return toAddress(sender());
  }

  long destination() {
    return unsigned32(slice(DESTINATION, 4));
  }

  EvmAddress recipientAddress() {
    return toAddress(Bytes32.of(slice(RECIPIENT, 32)));
  }

  Bytes body() {
    if (bytes.length() < BODY) {
      throw frame.revert(Bytes.EMPTY);
    }
    return bytes.slice(BODY);
  }

  /** The amount in a body of a warp route: recipient(32) | amount(32) | more. */
  BigInteger transferAmount() {
    return Bytes32.of(Slices.of(frame, body(), AMOUNT, 32)).toUnsigned();
  }

  private EvmAddress toAddress(Bytes32 word) {
    Bytes all = word.toBytes();
    for (int i = 0; i < 12; i++) {
      if (all.get(i) != 0) {
        throw Reverts.reason(frame, "TypeCasts: bytes32ToAddress overflow");
      }
    }
    return EvmAddress.of(all.slice(12));
  }

  private Bytes slice(int from, int count) {
    return Slices.of(frame, bytes, from, count);
  }

  private static long unsigned32(Bytes four) {
    return Slices.unsigned32(four);
  }

  private static void putInt(byte[] target, int at, long value) {
    for (int i = 0; i < 4; i++) {
      target[at + i] = (byte) (value >>> (8 * (3 - i)));
    }
  }

  /** Where a message goes and what it says. */
  record Addressed(long destination, Bytes32 recipient, Bytes body) {}
}
