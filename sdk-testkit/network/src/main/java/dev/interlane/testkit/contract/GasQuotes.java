package dev.interlane.testkit.contract;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Hyperlane's OffchainQuotedIGP: prices that its signers gave off chain and anybody put in force.
 * One that holds for its transaction only is checked and then forgotten, for nothing here calls
 * both it and a mailbox.
 *
 * <pre>
 * slot 0x37f6b302.. token to destination to sender to
 *     0 exchangeRate(16) gasPrice(16) | 1 issuedAt(6) expiry(6), each from the right
 * </pre>
 */
final class GasQuotes {
  private static final Bytes32 QUOTES =
      Bytes32.fromHex("0x37f6b30297338df08e6d85e9801872705361ae192b2a17f9ad37df1c08991200");
  private static final Bytes32 QUOTE_TYPE =
      Abi.topic(
          "SignedQuote(bytes context,bytes data,uint48 issuedAt,uint48 expiry,bytes32 salt,address"
              + " submitter)");
  private static final Bytes32 DOMAIN_TYPE =
      Abi.topic(
          "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
  private static final Bytes32 NAME = Abi.topic("OffchainQuoter");
  private static final Bytes32 VERSION = Abi.topic("1");
  private static final Bytes EIP_712 = Bytes.fromHex("0x1901");
  private static final Bytes32 SUBMITTED = Abi.topic("QuoteSubmitted(bytes,uint48,uint48)");
  private static final Bytes32 EVERY_DESTINATION = Abi.word(0xffffffffL);
  private static final Bytes32 EVERY_SENDER =
      EvmAddress.parse("0xffffffffffffffffffffffffffffffffffffffff").toWord();
  private static final int CONTEXT_BYTES = 44;
  private static final int DATA_BYTES = 32;

  private final Bytes32 chainId;
  private final List<EvmAddress> signers;

  GasQuotes(ChainId chain, List<EvmAddress> signers) {
    this.chainId = Bytes32.ofUnsigned(chain.evmChainId());
    this.signers = List.copyOf(signers);
  }

  /** What gas costs. */
  record Price(BigInteger exchangeRate, BigInteger gasPriceWei) {}

  void addTo(Functions functions) {
    functions
        .add("submitQuote((bytes,bytes,uint48,uint48,bytes32,address),bytes)", this::submit)
        .add(
            "isQuoteSigner(address)",
            (frame, arguments) -> Abi.word(signers.contains(arguments.address(0))).toBytes())
        .add(
            "offchainQuotes(address,uint32,address)",
            (frame, arguments) -> {
              Bytes32 slot = slot(frame, arguments.word(0), arguments.word(1), arguments.word(2));
              Bytes price = frame.load(slot).toBytes();
              Bytes times = frame.load(next(slot)).toBytes();
              return Bytes.concat(
                  padded(price.slice(16)),
                  padded(price.slice(0, 16)),
                  padded(times.slice(26)),
                  padded(times.slice(20, 6)));
            });
  }

  /** The price that stands for this sender in place of the oracle's. */
  Optional<Price> standing(CallFrame frame, Bytes32 token, long destination, Bytes32 sender) {
    Bytes32 domain = Abi.word(destination);
    return active(frame, slot(frame, token, domain, sender))
        .or(() -> active(frame, slot(frame, token, domain, EVERY_SENDER)))
        .or(() -> active(frame, slot(frame, token, EVERY_DESTINATION, sender)));
  }

  private static Optional<Price> active(CallFrame frame, Bytes32 slot) {
    Bytes times = frame.load(next(slot)).toBytes();
    long expiry = number(times.slice(20, 6)).longValue();
    if (expiry == 0 || frame.blockTimestamp() > expiry) {
      return Optional.empty();
    }
    Bytes price = frame.load(slot).toBytes();
    return Optional.of(new Price(number(price.slice(16)), number(price.slice(0, 16))));
  }

  private Bytes submit(CallFrame frame, Calldata arguments) {
    Calldata quote = arguments.tuple(0);
    long issuedAt = quote.unsigned(2, 48);
    long expiry = quote.unsigned(3, 48);
    requireTimely(frame, issuedAt, expiry);
    EvmAddress submitter = quote.address(5);
    if (!submitter.equals(EvmAddress.ZERO) && !submitter.equals(frame.caller())) {
      throw Reverts.error(frame, "InvalidSubmitter()");
    }
    EvmAddress signer = ValidatorSet.recover(frame, digest(frame, quote), arguments.bytes(1));
    if (!signers.contains(signer)) {
      throw Reverts.error(frame, "InvalidSigner()");
    }
    Bytes context = quote.bytes(0);
    Bytes data = quote.bytes(1);
    if (context.length() != CONTEXT_BYTES || data.length() != DATA_BYTES) {
      throw frame.revert(Bytes.EMPTY);
    }
    if (expiry != issuedAt && store(frame, quote)) {
      frame.emit(
          List.of(SUBMITTED),
          Bytes.concat(
              Abi.words(Abi.word(96), Abi.word(issuedAt), Abi.word(expiry)),
              Abi.dynamic(context).slice(32)));
    }
    return Bytes.EMPTY;
  }

  private static void requireTimely(CallFrame frame, long issuedAt, long expiry) {
    if (expiry < issuedAt) {
      throw Reverts.error(frame, "InvalidQuote()");
    }
    if (frame.blockTimestamp() > expiry) {
      throw Reverts.error(frame, "QuoteExpired()");
    }
    if (expiry != issuedAt && issuedAt > frame.blockTimestamp()) {
      throw Reverts.error(frame, "InvalidQuote()");
    }
  }

  /** Whether it is a newer one. */
  private static boolean store(CallFrame frame, Calldata quote) {
    Bytes context = quote.bytes(0);
    Bytes32 slot =
        slot(
            frame,
            Bytes32.leftPad(context.slice(0, 20)),
            Bytes32.leftPad(context.slice(20, 4)),
            Bytes32.leftPad(context.slice(24)));
    long issuedAt = quote.unsigned(2, 48);
    long known = number(frame.load(next(slot)).toBytes().slice(26)).longValue();
    if (issuedAt < known) {
      throw Reverts.error(frame, "StaleQuote()");
    }
    if (issuedAt == known) {
      return false;
    }
    Bytes data = quote.bytes(1);
    frame.store(slot, Bytes32.of(Bytes.concat(data.slice(16), data.slice(0, 16))));
    BigInteger times =
        BigInteger.valueOf(quote.unsigned(3, 48)).shiftLeft(48).or(BigInteger.valueOf(issuedAt));
    frame.store(next(slot), Bytes32.ofUnsigned(times));
    return true;
  }

  private Bytes32 digest(CallFrame frame, Calldata quote) {
    Bytes32 domain =
        frame.keccak256(Abi.words(DOMAIN_TYPE, NAME, VERSION, chainId, frame.self().toWord()));
    Bytes32 struct =
        frame.keccak256(
            Abi.words(
                QUOTE_TYPE,
                frame.keccak256(quote.bytes(0)),
                frame.keccak256(quote.bytes(1)),
                quote.word(2),
                quote.word(3),
                quote.word(4),
                quote.word(5)));
    return frame.keccak256(EIP_712, domain.toBytes(), struct.toBytes());
  }

  private static Bytes32 slot(CallFrame frame, Bytes32 token, Bytes32 destination, Bytes32 sender) {
    Bytes32 byToken = Slots.ofMapping(frame, token, QUOTES);
    Bytes32 byDestination = Slots.ofMapping(frame, destination, byToken);
    return Slots.ofMapping(frame, sender, byDestination);
  }

  private static Bytes32 next(Bytes32 slot) {
    return Bytes32.ofUnsigned(slot.toUnsigned().add(BigInteger.ONE));
  }

  private static BigInteger number(Bytes bytes) {
    return new BigInteger(1, bytes.toArray());
  }

  private static Bytes padded(Bytes number) {
    return Bytes32.leftPad(number).toBytes();
  }
}
