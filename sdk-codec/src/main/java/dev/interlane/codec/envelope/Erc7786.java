package dev.interlane.codec.envelope;

import dev.interlane.codec.evm.AbiError;
import dev.interlane.codec.evm.AbiEvent;
import dev.interlane.codec.evm.AbiFunction;

/**
 * The functions, the event and the error of ERC-7786 gateways and recipients.
 *
 * @see <a href="https://eips.ethereum.org/EIPS/eip-7786">ERC-7786</a>
 */
public final class Erc7786 {
  /** Source gateway: sends; recipient as ERC-7930 bytes, attributes as key and value. */
  public static final AbiFunction SEND_MESSAGE =
      AbiFunction.parse(
          "sendMessage(bytes recipient, bytes payload, bytes[] attributes) returns (bytes32 sendId)");

  /** Gateway: whether it takes attributes of this key. */
  public static final AbiFunction SUPPORTS_ATTRIBUTE =
      AbiFunction.parse("supportsAttribute(bytes4 selector) returns (bool)");

  /** Recipient: called by the destination gateway; returns its own selector. */
  public static final AbiFunction RECEIVE_MESSAGE =
      AbiFunction.parse(
          "receiveMessage(bytes32 receiveId, bytes sender, bytes payload) returns (bytes4)");

  /** Source gateway: a message was sent. The send id may be zero. */
  public static final AbiEvent MESSAGE_SENT =
      AbiEvent.parse(
          "MessageSent(bytes32 indexed sendId, bytes sender, bytes recipient, bytes payload, uint256 value, bytes[] attributes)");

  /** Gateway: an attribute that it does not know. */
  public static final AbiError UNSUPPORTED_ATTRIBUTE =
      AbiError.parse("UnsupportedAttribute(bytes4)");

  private Erc7786() {}
}
