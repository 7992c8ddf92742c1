package dev.interlane.evm.transaction;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.rlp.Rlp;
import dev.interlane.codec.rlp.RlpReader;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.evm.crypto.Secp256k1;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.Signature;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A signed EIP-1559 transaction and the bytes that go over the wire. Immutable, thread-safe.
 *
 * <pre>{@code
 * SignedTransaction signed = transaction.sign(signer);
 * port.submit(signed.raw());
 * }</pre>
 */
public final class SignedTransaction {
  /** CAIP-2 holds 32 digits: 13 bytes never need more. */
  private static final int MAX_CHAIN_ID_BYTES = 13;

  private final Eip1559Transaction transaction;
  private final Signature signature;
  private final Bytes raw;
  private final Bytes32 hash;
  private final EvmAddress sender;

  private SignedTransaction(
      Eip1559Transaction transaction, Signature signature, Bytes raw, EvmAddress sender) {
    this.transaction = transaction;
    this.signature = signature;
    this.raw = raw;
    this.hash = Keccak256.hash(raw);
    this.sender = sender;
  }

  /**
   * Joins a transaction and a signature of its {@link Eip1559Transaction#signingHash signing hash}.
   *
   * @throws IllegalArgumentException if nobody's key made this signature (s in the upper half, r or
   *     s out of range)
   */
  public static SignedTransaction of(Eip1559Transaction transaction, Signature signature) {
    EvmAddress sender =
        Secp256k1.recover(transaction.signingHash(), signature)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No key made this signature: r and s must be in range, s in the lower"
                            + " half, got "
                            + signature));
    List<Bytes> fields = new ArrayList<>(transaction.encodedFields());
    fields.add(Rlp.number(signature.yParity()));
    fields.add(Rlp.number(signature.r().toUnsigned()));
    fields.add(Rlp.number(signature.s().toUnsigned()));
    Bytes raw = Bytes.concat(Eip1559Transaction.TYPE_PREFIX, Rlp.list(fields));
    return new SignedTransaction(transaction, signature, raw, sender);
  }

  /**
   * Reads a raw transaction, in its one canonical form.
   *
   * @throws CodecException if the bytes are anything but a signed EIP-1559 transaction that a node
   *     could execute: another type, a field missing, too wide or not minimal, a tip above the fee,
   *     a signature without signer, bytes left over
   */
  public static SignedTransaction decode(Bytes raw) {
    if (!raw.startsWith(Eip1559Transaction.TYPE_PREFIX)) {
      throw CodecException.at(
          raw.isEmpty() ? DecodeReason.TRUNCATED : DecodeReason.WRONG_TAG,
          0,
          "type",
          "expected 02 (EIP-1559), found "
              + (raw.isEmpty() ? "no bytes" : raw.slice(0, 1).toHex().substring(2)));
    }
    RlpReader fields = RlpReader.list(raw.slice(1));
    Eip1559Transaction transaction = readUnsigned(fields);
    Signature signature = readSignature(fields);
    fields.end();
    EvmAddress sender =
        Secp256k1.recover(transaction.signingHash(), signature)
            .orElseThrow(
                () ->
                    outOfRange(
                        "signature",
                        "no key made it: r or s is out of range, or s in the upper half"));
    return new SignedTransaction(transaction, signature, raw, sender);
  }

  private static Eip1559Transaction readUnsigned(RlpReader fields) {
    BigInteger chainId = fields.number("chainId", MAX_CHAIN_ID_BYTES);
    Eip1559Transaction.Builder transaction =
        Eip1559Transaction.builder()
            .chain(ChainId.of(ChainId.EIP155, chainId.toString()))
            .accountNonce(fields.number("nonce"));
    BigInteger tip = fields.number("maxPriorityFeePerGas", Eip1559Transaction.UINT256_BYTES);
    BigInteger fee = fields.number("maxFeePerGas", Eip1559Transaction.UINT256_BYTES);
    if (tip.compareTo(fee) > 0) {
      throw outOfRange("maxFeePerGas", "must not be below the tip " + tip + ", found " + fee);
    }
    return transaction
        .maxPriorityFeePerGasWei(tip)
        .maxFeePerGasWei(fee)
        .gasLimit(fields.number("gasLimit"))
        .to(readRecipient(fields))
        .valueWei(fields.number("value", Eip1559Transaction.UINT256_BYTES))
        .data(fields.bytes("data"))
        .accessList(Eip1559Transaction.AccessedAccount.readAll(fields.list("accessList")))
        .build();
  }

  private static Optional<EvmAddress> readRecipient(RlpReader fields) {
    Bytes to = fields.bytes("to");
    if (to.isEmpty()) {
      return Optional.empty();
    }
    if (to.length() != EvmAddress.LENGTH_BYTES) {
      throw outOfRange("to", "expected 20 bytes or none, found " + to.length());
    }
    return Optional.of(EvmAddress.of(to));
  }

  private static Signature readSignature(RlpReader fields) {
    long yParity = fields.number("yParity");
    if (yParity > 1) {
      throw outOfRange("yParity", "expected 0 or 1, found " + yParity);
    }
    Bytes32 r = Bytes32.ofUnsigned(fields.number("r", Bytes32.LENGTH_BYTES));
    Bytes32 s = Bytes32.ofUnsigned(fields.number("s", Bytes32.LENGTH_BYTES));
    return new Signature(r, s, (int) yParity);
  }

  private static CodecException outOfRange(String field, String detail) {
    return CodecException.at(DecodeReason.INT_RANGE, 0, field, detail);
  }

  /** What was signed. */
  public Eip1559Transaction transaction() {
    return transaction;
  }

  /** The sender's signature. */
  public Signature signature() {
    return signature;
  }

  /** The bytes for the node. */
  public Bytes raw() {
    return raw;
  }

  /** The transaction hash: Keccak-256 of {@link #raw}. */
  public Bytes32 hash() {
    return hash;
  }

  /** Whose key signed. */
  public EvmAddress sender() {
    return sender;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedTransaction that && raw.equals(that.raw);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  @Override
  public String toString() {
    return "transaction " + hash + " of " + sender + " on " + transaction.chain();
  }
}
