package dev.interlane.evm.transaction;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.rlp.Rlp;
import dev.interlane.codec.rlp.RlpReader;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.ImmutableStyle;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.Signer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A transaction of type 2 before it is signed: a base fee that burns, and a tip.
 *
 * <pre>
 * unsigned  02 | rlp([chainId, nonce, maxPriorityFee, maxFee, gasLimit, to, value, data, accessList])
 * signed    02 | rlp([.. the same .., yParity, r, s])
 * </pre>
 *
 * <p>What is signed is the Keccak-256 hash of the unsigned bytes. Immutable, thread-safe.
 *
 * @see <a href="https://eips.ethereum.org/EIPS/eip-1559">EIP-1559</a>
 */
@Value.Immutable
@ImmutableStyle
public abstract class Eip1559Transaction {
  /** The first byte of the transaction's bytes (EIP-2718). */
  public static final byte TYPE = 2;

  static final Bytes TYPE_PREFIX = Bytes.of(TYPE);
  static final int UINT256_BYTES = 32;

  Eip1559Transaction() {}

  /** Starts a transaction. */
  public static Builder builder() {
    return new Builder();
  }

  /** The chain it is for: an {@code eip155} chain. */
  public abstract ChainId chain();

  /** How many transactions the sender has sent before, from zero. */
  public abstract long accountNonce();

  /** The most it tips per gas, in wei; at most {@link #maxFeePerGasWei}. */
  public abstract BigInteger maxPriorityFeePerGasWei();

  /** The most it pays per gas, base fee and tip together, in wei. */
  public abstract BigInteger maxFeePerGasWei();

  /** The most gas it may use. */
  public abstract long gasLimit();

  /** The contract called or account paid; empty to create a contract. */
  public abstract Optional<EvmAddress> to();

  /** The value sent along, in wei; zero by default. */
  @Value.Default
  public BigInteger valueWei() {
    return BigInteger.ZERO;
  }

  /** The calldata or init code; empty by default. */
  @Value.Default
  public Bytes data() {
    return Bytes.EMPTY;
  }

  /** What it announces to touch (EIP-2930); usually nothing. */
  public abstract List<AccessedAccount> accessList();

  /** What the sender signs. */
  public Bytes32 signingHash() {
    return Keccak256.hash(unsignedBytes());
  }

  /** The bytes whose hash the sender signs. */
  public Bytes unsignedBytes() {
    return Bytes.concat(TYPE_PREFIX, Rlp.list(encodedFields()));
  }

  /**
   * Signs the transaction as the signer's account.
   *
   * @throws dev.interlane.error.SigningException if the key cannot sign now
   */
  public SignedTransaction sign(Signer signer) {
    return SignedTransaction.of(this, signer.signPayload(unsignedBytes()));
  }

  @Value.Check
  void check() {
    if (!chain().isEvm()) {
      throw new IllegalArgumentException(
          "An EIP-1559 transaction is for an eip155 chain, got " + chain());
    }
    requireUnsigned("accountNonce", BigInteger.valueOf(accountNonce()));
    requireUnsigned("gasLimit", BigInteger.valueOf(gasLimit()));
    requireUnsigned("maxPriorityFeePerGasWei", maxPriorityFeePerGasWei());
    requireUnsigned("maxFeePerGasWei", maxFeePerGasWei());
    requireUnsigned("valueWei", valueWei());
    if (maxPriorityFeePerGasWei().compareTo(maxFeePerGasWei()) > 0) {
      throw new IllegalArgumentException(
          "maxPriorityFeePerGasWei must not exceed maxFeePerGasWei "
              + maxFeePerGasWei()
              + ", got "
              + maxPriorityFeePerGasWei());
    }
  }

  private static void requireUnsigned(String field, BigInteger value) {
    if (value.signum() < 0 || value.bitLength() > 256) {
      throw new IllegalArgumentException(field + " must be from 0 to 2^256-1, got " + value);
    }
  }

  List<Bytes> encodedFields() {
    List<Bytes> fields = new ArrayList<>();
    fields.add(Rlp.number(chain().evmChainId()));
    fields.add(Rlp.number(accountNonce()));
    fields.add(Rlp.number(maxPriorityFeePerGasWei()));
    fields.add(Rlp.number(maxFeePerGasWei()));
    fields.add(Rlp.number(gasLimit()));
    fields.add(Rlp.bytes(to().map(EvmAddress::toBytes).orElse(Bytes.EMPTY)));
    fields.add(Rlp.number(valueWei()));
    fields.add(Rlp.bytes(data()));
    fields.add(Rlp.list(accessList().stream().map(AccessedAccount::encoded).toList()));
    return fields;
  }

  /**
   * An account that a transaction announces to touch, and the slots of it.
   *
   * @param account the account
   * @param slots its storage slots
   */
  public record AccessedAccount(EvmAddress account, List<Bytes32> slots) {
    public AccessedAccount {
      slots = List.copyOf(slots);
    }

    Bytes encoded() {
      return Rlp.list(
          Rlp.bytes(account.toBytes()),
          Rlp.list(slots.stream().map(slot -> Rlp.bytes(slot.toBytes())).toList()));
    }

    static List<AccessedAccount> readAll(RlpReader accounts) {
      List<AccessedAccount> read = new ArrayList<>();
      while (accounts.hasNext()) {
        RlpReader entry = accounts.list("accessList");
        EvmAddress account =
            EvmAddress.of(entry.bytes("accessList.account", EvmAddress.LENGTH_BYTES));
        RlpReader keys = entry.list("accessList.slots");
        List<Bytes32> slots = new ArrayList<>();
        while (keys.hasNext()) {
          slots.add(Bytes32.of(keys.bytes("accessList.slots", Bytes32.LENGTH_BYTES)));
        }
        entry.end();
        read.add(new AccessedAccount(account, slots));
      }
      return read;
    }
  }

  /** Collects the parts. Not thread-safe. */
  public static final class Builder extends ImmutableEip1559Transaction.Builder {
    Builder() {}
  }
}
