package dev.interlane.testkit;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.call.CallRecipientHeader;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.mailbox.DomainAccount;
import dev.interlane.mailbox.HyperlaneMessage;
import dev.interlane.message.MessageId;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Keccak256;
import java.math.BigInteger;
import java.util.Optional;

/** A deposit that claims to come from the network's sender and that nobody ever sent. */
final class ForgedMessage {
  private static final AbiFunction DEPOSIT = AbiFunction.parse("deposit(address,uint256)");
  private static final EvmAddress THIEF =
      EvmAddress.parse("0x00000000000000000000000000000000000000ee");

  /** Far above what a mailbox counts to in a simulation. */
  private static final long FIRST_NONCE = 1_000_000;

  private ForgedMessage() {}

  /** The message's bytes, to the vault behind this security; another one for each number. */
  static Bytes of(SimulatedNetwork network, Security security, int number) {
    MessageId id = new MessageId(Keccak256.hash(Bytes.fromUtf8("forged " + number)));
    Bytes call = DEPOSIT.encodeCall(THIEF, BigInteger.valueOf(1_000));
    return HyperlaneMessage.of(
            FIRST_NONCE + number,
            DomainAccount.of(network.origin().domain(), network.sender().evmAddress()),
            DomainAccount.of(network.destination().domain(), network.vault(security).evmAddress()),
            new CallRecipientHeader(id, Optional.empty(), Optional.empty()).encode(call))
        .bytes();
  }
}
