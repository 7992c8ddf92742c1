package dev.interlane.mailbox.quote;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.mailbox.Unsigned32;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.ImmutableStyle;
import dev.interlane.primitive.Keccak256;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/**
 * What gas of a destination costs at a gas paymaster until some time, as one of the paymaster's
 * quote signers says off chain ({@code SignedQuote} of Hyperlane's {@code IOffchainQuoter}, with
 * the context and data of {@code OffchainQuotedIGP}). Once submitted it stands in place of the
 * paymaster's oracle. Immutable.
 *
 * <p>Packed, big-endian:
 *
 * <pre>
 * context  0 token(20), zero for the coin | 20 destination(4), all ones for every one
 *          | 24 sender(20), all ones for every one
 * data     0 exchangeRate(16) | 16 gasPrice(16)
 * </pre>
 */
@Value.Immutable
@ImmutableStyle
public abstract class GasQuote {
  private static final long EVERY_DESTINATION = Unsigned32.MAX;
  private static final EvmAddress EVERY_SENDER =
      EvmAddress.parse("0xffffffffffffffffffffffffffffffffffffffff");
  private static final int DESTINATION_OFFSET = 20;
  private static final int SENDER_OFFSET = 24;
  private static final int CONTEXT_BYTES = 44;
  private static final int NUMBER_BYTES = 16;
  private static final int DATA_BYTES = 32;
  private static final int TIME_BITS = 48;

  private static final Bytes32 TYPE_HASH =
      hash(
          "SignedQuote(bytes context,bytes data,uint48 issuedAt,uint48 expiry,bytes32 salt,address"
              + " submitter)");
  private static final Bytes32 DOMAIN_TYPE_HASH =
      hash("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
  private static final Bytes32 NAME_HASH = hash("OffchainQuoter");
  private static final Bytes32 VERSION_HASH = hash("1");
  private static final Bytes EIP_712 = Bytes.fromHex("0x1901");

  GasQuote() {}

  /** Starts a quote. */
  public static Builder builder() {
    return new Builder();
  }

  /** The token that is paid; the origin's coin when empty. */
  public abstract Optional<EvmAddress> token();

  /** The domain whose gas is sold, unsigned 32 bits; that of every one when empty. */
  public abstract OptionalLong destination();

  /** Whose messages it is for; everybody's when empty. */
  public abstract Optional<EvmAddress> sender();

  /**
   * The destination's coin in the smallest unit of what is paid, times 1e10; unsigned 128 bits.
   * {@code gas * gasPriceWei * exchangeRate / 1e10} is what gas costs.
   */
  public abstract BigInteger exchangeRate();

  /** What a unit of gas costs at the destination, in its coin; unsigned 128 bits. */
  public abstract BigInteger gasPriceWei();

  /** When it was given, in whole seconds; a later one of the same context replaces it. */
  public abstract Instant issuedAt();

  /** The last second in which it holds. */
  public abstract Instant expiry();

  /**
   * Tells apart what would be equal, or binds a caller; the paymaster itself does not look at it.
   */
  @Value.Default
  public Bytes32 salt() {
    return Bytes32.ZERO;
  }

  /** Who alone may submit it; anybody when empty. */
  public abstract Optional<EvmAddress> submitter();

  /** Whether it holds only within the transaction that submits it, so that a contract has to. */
  public boolean isTransient() {
    return issuedAt().equals(expiry());
  }

  /** Token, destination and sender, packed. */
  public Bytes context() {
    return Bytes.generate(
        CONTEXT_BYTES,
        target -> {
          tokenOrCoin().toBytes().copyTo(target, 0);
          Unsigned32.toBytes(destinationOrEvery()).copyTo(target, DESTINATION_OFFSET);
          senderOrEvery().toBytes().copyTo(target, SENDER_OFFSET);
        });
  }

  /** As the contract keys it. */
  EvmAddress tokenOrCoin() {
    return token().orElse(EvmAddress.ZERO);
  }

  /** As the contract keys it. */
  long destinationOrEvery() {
    return destination().orElse(EVERY_DESTINATION);
  }

  /** As the contract keys it. */
  EvmAddress senderOrEvery() {
    return sender().orElse(EVERY_SENDER);
  }

  /** Exchange rate and gas price, packed. */
  public Bytes data() {
    return Bytes.concat(number(exchangeRate()), number(gasPriceWei()));
  }

  /** What the signer's key signs for one paymaster (EIP-712). */
  public Bytes32 digest(ChainId chain, EvmAddress paymaster) {
    Bytes32 domain =
        Keccak256.hash(
            DOMAIN_TYPE_HASH.toBytes(),
            NAME_HASH.toBytes(),
            VERSION_HASH.toBytes(),
            Bytes32.ofUnsigned(chain.evmChainId()).toBytes(),
            paymaster.toWord().toBytes());
    Bytes32 struct =
        Keccak256.hash(
            TYPE_HASH.toBytes(),
            Keccak256.hash(context()).toBytes(),
            Keccak256.hash(data()).toBytes(),
            time(issuedAt()).toBytes(),
            time(expiry()).toBytes(),
            salt().toBytes(),
            submitter().orElse(EvmAddress.ZERO).toWord().toBytes());
    return Keccak256.hash(EIP_712, domain.toBytes(), struct.toBytes());
  }

  @Value.Check
  void check() {
    destination().ifPresent(domain -> Unsigned32.check("destination", domain));
    requireUnsigned128("exchangeRate", exchangeRate());
    requireUnsigned128("gasPriceWei", gasPriceWei());
    requireSeconds("issuedAt", issuedAt());
    requireSeconds("expiry", expiry());
    if (expiry().isBefore(issuedAt())) {
      throw new IllegalArgumentException(
          "A quote given at " + issuedAt() + " cannot have ended before, got " + expiry());
    }
  }

  private static void requireUnsigned128(String field, BigInteger number) {
    if (number.signum() < 0 || number.bitLength() > 8 * NUMBER_BYTES) {
      throw new IllegalArgumentException(field + " must be 0 to 2^128-1, got " + number);
    }
  }

  private static void requireSeconds(String field, Instant time) {
    long seconds = time.getEpochSecond();
    if (time.getNano() != 0 || seconds < 0 || seconds >> TIME_BITS != 0) {
      throw new IllegalArgumentException(
          field + " must be a whole second from 1970 on that fits 48 bits, got " + time);
    }
  }

  private static Bytes number(BigInteger number) {
    return Bytes32.ofUnsigned(number).toBytes().slice(NUMBER_BYTES);
  }

  private static Bytes32 time(Instant time) {
    return Bytes32.ofUnsigned(BigInteger.valueOf(time.getEpochSecond()));
  }

  private static Bytes32 hash(String text) {
    return Keccak256.hash(Bytes.fromUtf8(text));
  }

  /** Collects the parts. Not thread-safe. */
  public static final class Builder extends ImmutableGasQuote.Builder {
    Builder() {}

    /**
     * Token, destination and sender as a quoting service gives them.
     *
     * @throws IllegalArgumentException if it is not 44 bytes
     */
    public Builder readContext(Bytes context) {
      requireLength("context", CONTEXT_BYTES, context);
      EvmAddress token = EvmAddress.of(context.slice(0, DESTINATION_OFFSET));
      long destination = Unsigned32.read(context, DESTINATION_OFFSET);
      EvmAddress sender = EvmAddress.of(context.slice(SENDER_OFFSET));
      token(Optional.of(token).filter(one -> !one.equals(EvmAddress.ZERO)));
      destination(
          destination == EVERY_DESTINATION ? OptionalLong.empty() : OptionalLong.of(destination));
      sender(Optional.of(sender).filter(one -> !one.equals(EVERY_SENDER)));
      return this;
    }

    /**
     * Exchange rate and gas price as a quoting service gives them.
     *
     * @throws IllegalArgumentException if it is not 32 bytes
     */
    public Builder readData(Bytes data) {
      requireLength("data", DATA_BYTES, data);
      exchangeRate(new BigInteger(1, data.slice(0, NUMBER_BYTES).toArray()));
      gasPriceWei(new BigInteger(1, data.slice(NUMBER_BYTES).toArray()));
      return this;
    }

    private static void requireLength(String field, int expected, Bytes bytes) {
      if (bytes.length() != expected) {
        throw new IllegalArgumentException(
            "The "
                + field
                + " of a gas quote has "
                + expected
                + " bytes, got "
                + bytes.length()
                + ". Is it the quote of a warp route's fee?");
      }
    }
  }
}
