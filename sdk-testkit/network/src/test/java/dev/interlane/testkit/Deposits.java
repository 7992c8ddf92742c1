package dev.interlane.testkit;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.message.MessageId;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.CallRequest;
import java.math.BigInteger;

/** Dispatches deposits without the SDK: the wire by hand. */
final class Deposits {
  static final EvmAddress USER = EvmAddress.parse("0x00000000000000000000000000000000000000cc");
  static final BigInteger AMOUNT = BigInteger.valueOf(5);

  private Deposits() {}

  static MessageId id(int number) {
    return new MessageId(Bytes32.ofUnsigned(BigInteger.valueOf(number)));
  }

  /** Puts the dispatch into the origin's pool. */
  static Bytes32 dispatch(SimulatedNetwork network, AccountId vault, int number) {
    Bytes body =
        Bytes.concat(
            Bytes.of((byte) 1),
            id(number).value().toBytes(),
            Bytes.of(new byte[48]),
            AbiFunction.parse("deposit(address,uint256)").encodeCall(USER, AMOUNT));
    Bytes calldata =
        AbiFunction.parse("dispatch(uint32,bytes32,bytes)")
            .encodeCall(
                network.destination().domain(), vault.evmAddress().toWord().toBytes(), body);
    return network
        .origin()
        .chain()
        .impersonate(
            new CallRequest(
                network.sender().evmAddress(),
                network.origin().mailbox(),
                calldata,
                BigInteger.ZERO));
  }
}
