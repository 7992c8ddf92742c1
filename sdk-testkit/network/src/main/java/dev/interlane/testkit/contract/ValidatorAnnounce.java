package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiCodec;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import java.util.ArrayList;
import java.util.List;

/**
 * Hyperlane's ValidatorAnnounce: where validators say, with a signature, that they publish.
 *
 * <pre>
 * slot 0: announced location | 1: number of locations of a validator | 2: locations, in words
 * </pre>
 */
public final class ValidatorAnnounce implements Contract {
  private static final Bytes32 ANNOUNCED = Slots.at(0);
  private static final Bytes32 COUNTS = Slots.at(1);
  private static final Bytes32 LOCATIONS = Slots.at(2);
  private static final Bytes SUFFIX = Bytes.fromUtf8("HYPERLANE_ANNOUNCEMENT");
  private static final Bytes SIGNED_MESSAGE = Bytes.fromUtf8("\u0019Ethereum Signed Message:\n32");
  private static final Bytes32 ANNOUNCEMENT = Abi.topic("ValidatorAnnouncement(address,string)");

  /** Encoded as {@code string[][]} is, whatever the bytes are. */
  private static final AbiCodec ANSWER = AbiCodec.parse("(bytes[][])");

  private static final int WORD_BYTES = 32;

  private final EvmAddress mailbox;
  private final long domain;
  private final Functions functions;

  /** Announcements for this mailbox. */
  public ValidatorAnnounce(EvmAddress mailbox, long domain) {
    this.mailbox = mailbox;
    this.domain = domain;
    this.functions =
        new Functions()
            .constant("mailbox()", mailbox)
            .constant("localDomain()", domain)
            .add("announce(address,string,bytes)", this::announce)
            .add("getAnnouncedStorageLocations(address[])", ValidatorAnnounce::locations);
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private Bytes announce(CallFrame frame, Calldata arguments) {
    EvmAddress validator = arguments.address(0);
    Bytes location = arguments.bytes(1);
    Bytes signature = arguments.bytes(2);
    Bytes32 announced =
        Slots.ofMapping(frame, frame.keccak256(validator.toBytes(), location), ANNOUNCED);
    Reverts.require(frame, !Slots.loadFlag(frame, announced), "replay");
    frame.store(announced, Abi.word(true));
    EvmAddress signer = ValidatorSet.recover(frame, digest(frame, location), signature);
    Reverts.require(frame, signer.equals(validator), "!signature");

    Bytes32 count = Slots.ofMapping(frame, validator.toWord(), COUNTS);
    long index = Slots.loadLong(frame, count);
    frame.store(count, Abi.word(index + 1));
    store(frame, slotOf(frame, validator, index), location);
    frame.emit(List.of(ANNOUNCEMENT, validator.toWord()), Abi.dynamic(location));
    return Abi.word(true).toBytes();
  }

  private Bytes32 digest(CallFrame frame, Bytes location) {
    Bytes32 domainHash =
        frame.keccak256(Abi.word(domain).toBytes().slice(28), mailbox.toWord().toBytes(), SUFFIX);
    return frame.keccak256(
        SIGNED_MESSAGE, frame.keccak256(domainHash.toBytes(), location).toBytes());
  }

  private static Bytes locations(CallFrame frame, Calldata arguments) {
    List<List<Bytes>> all = new ArrayList<>();
    for (EvmAddress validator : arguments.addresses(0)) {
      List<Bytes> own = new ArrayList<>();
      long count = Slots.loadLong(frame, Slots.ofMapping(frame, validator.toWord(), COUNTS));
      for (long index = 0; index < count; index++) {
        own.add(load(frame, slotOf(frame, validator, index)));
      }
      all.add(own);
    }
    return ANSWER.encode(all);
  }

  private static Bytes32 slotOf(CallFrame frame, EvmAddress validator, long index) {
    return Slots.ofMapping(
        frame, Abi.word(index), Slots.ofMapping(frame, validator.toWord(), LOCATIONS));
  }

  private static void store(CallFrame frame, Bytes32 slot, Bytes text) {
    frame.store(slot, Abi.word(text.length()));
    for (int at = 0; at < text.length(); at += WORD_BYTES) {
      Bytes part = text.slice(at, Math.min(WORD_BYTES, text.length() - at));
      Bytes padding = Bytes.of(new byte[WORD_BYTES - part.length()]);
      frame.store(
          Slots.ofMapping(frame, Abi.word(at), slot), Bytes32.of(Bytes.concat(part, padding)));
    }
  }

  private static Bytes load(CallFrame frame, Bytes32 slot) {
    int length = Math.toIntExact(Slots.loadLong(frame, slot));
    List<Bytes> parts = new ArrayList<>();
    for (int at = 0; at < length; at += WORD_BYTES) {
      Bytes32 word = frame.load(Slots.ofMapping(frame, Abi.word(at), slot));
      parts.add(word.toBytes().slice(0, Math.min(WORD_BYTES, length - at)));
    }
    return Bytes.concat(parts.toArray(Bytes[]::new));
  }
}
