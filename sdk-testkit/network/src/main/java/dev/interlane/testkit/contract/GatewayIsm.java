package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiError;
import dev.interlane.evm.crypto.Secp256k1;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Signature;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import java.util.List;
import java.util.Optional;

/**
 * GatewayIsm.sol in Java: sends relayers to its URLs, and accepts the signature of one account over
 * the message's id.
 */
public final class GatewayIsm implements Contract {
  private static final AbiError OFFCHAIN_LOOKUP =
      AbiError.parse("OffchainLookup(address,string[],bytes,bytes4,bytes)");
  private static final Bytes VERIFY = Abi.selector("verify(bytes,bytes)");
  private static final Bytes SIGNED_MESSAGE = Bytes.fromUtf8("\u0019Ethereum Signed Message:\n32");
  private static final int SIGNATURE_BYTES = 65;
  private static final long RECOVER_GAS = 3_000;

  private final EvmAddress signer;
  private final List<String> urls;
  private final Functions functions;

  /** Asks for this account's signature, to be had at these URLs. */
  public GatewayIsm(EvmAddress signer, List<String> urls) {
    this.signer = signer;
    this.urls = List.copyOf(urls);
    this.functions =
        SecurityModule.functions(SecurityModule.CCIP_READ, this::verify)
            .constant("signer()", signer)
            .add("getOffchainVerifyInfo(bytes)", this::lookup);
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private Bytes lookup(CallFrame frame, Calldata arguments) {
    Bytes message = arguments.bytes(0);
    throw frame.revert(
        OFFCHAIN_LOOKUP.encode(
            frame.self(), urls, frame.keccak256(message).toBytes(), VERIFY, message));
  }

  private boolean verify(CallFrame frame, Bytes metadata, Bytes message) {
    if (metadata.length() != SIGNATURE_BYTES) {
      throw Reverts.error(frame, "NotASignature(uint256)", Abi.word(metadata.length()));
    }
    Bytes32 id = frame.keccak256(message);
    EvmAddress recovered = recovered(frame, id, metadata).orElse(EvmAddress.ZERO);
    if (recovered.equals(EvmAddress.ZERO) || !recovered.equals(signer)) {
      throw Reverts.error(frame, "NotApproved(bytes32,address)", id, recovered.toWord());
    }
    return true;
  }

  /** The precompile's answer. */
  private static Optional<EvmAddress> recovered(CallFrame frame, Bytes32 id, Bytes signature) {
    frame.useGas(RECOVER_GAS);
    int v = signature.get(64) & 0xff;
    if (v != 27 && v != 28) {
      return Optional.empty();
    }
    return Secp256k1.recover(
        frame.keccak256(SIGNED_MESSAGE, id.toBytes()),
        new Signature(
            Bytes32.of(signature.slice(0, 32)), Bytes32.of(signature.slice(32, 32)), v - 27));
  }
}
