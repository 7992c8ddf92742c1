package dev.interlane.mailbox;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiError;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.ChainPort;
import dev.interlane.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks a destination which ISM decides about a message, and that one what it wants. Sets and routes
 * may depend on the message, so it is asked with the message. Contracts are not trusted: whatever
 * they answer, the result is a tree of bounded size. Thread-safe.
 */
public final class IsmDiscovery {
  /** How deep modules may nest. */
  public static final int MAX_DEPTH = 13;

  /** How many modules there may be in all. */
  public static final int MAX_NODES = 100;

  private static final List<String> TYPES =
      List.of(
          "UNUSED",
          "ROUTING",
          "AGGREGATION",
          "LEGACY_MULTISIG",
          "MERKLE_ROOT_MULTISIG",
          "MESSAGE_ID_MULTISIG",
          "NULL",
          "CCIP_READ",
          "ARB_L2_TO_L1",
          "WEIGHTED_MERKLE_ROOT_MULTISIG",
          "WEIGHTED_MESSAGE_ID_MULTISIG",
          "OP_L2_TO_L1",
          "POLYMER");

  private final ChainPort port;
  private final EvmAddress mailbox;

  private IsmDiscovery(ChainPort port, EvmAddress mailbox) {
    this.port = port;
    this.mailbox = mailbox;
  }

  /** Asks this mailbox of this chain. */
  public static IsmDiscovery of(ChainPort port, EvmAddress mailbox) {
    return new IsmDiscovery(port, mailbox);
  }

  /**
   * The ISM that decides about the message now.
   *
   * @throws dev.interlane.error.ChainUnavailableException if the chain cannot be asked
   * @throws IllegalArgumentException if the recipient is not an EVM address
   */
  public IsmNode discover(HyperlaneMessage message) {
    return discover(message, BlockSelector.LATEST);
  }

  /**
   * The ISM that decided about the message, as of the end of a block.
   *
   * @throws dev.interlane.error.ChainUnavailableException if the chain cannot be asked, such as a
   *     node without the state of that block
   * @throws IllegalArgumentException if the recipient is not an EVM address
   */
  public IsmNode discover(HyperlaneMessage message, BlockSelector at) {
    EvmAddress recipient = EvmAddress.fromWord(message.recipient().account());
    Walk walk = new Walk(message, at);
    Answer answer = walk.ask(mailbox, MailboxAbi.RECIPIENT_ISM, recipient);
    if (answer.values().isEmpty()) {
      return unsupported(mailbox, "unknown", "recipientIsm(" + recipient + ")" + answer.trouble());
    }
    return walk.node(answer.values().get(0).asEvmAddress(), 1);
  }

  private static Answer decoded(EvmAddress contract, AbiFunction function, Bytes data) {
    if (data.isEmpty()) {
      return new Answer(List.of(), " answers nothing: is there a contract at " + contract + "?");
    }
    try {
      return new Answer(function.decodeReturn(data), "");
    } catch (CodecException malformed) {
      return new Answer(List.of(), " answers nonsense: " + malformed.getMessage());
    }
  }

  private static IsmNode.Unsupported unsupported(EvmAddress address, String type, String reason) {
    return new IsmNode.Unsupported(address, type, reason);
  }

  private record Answer(List<Value> values, String trouble) {}

  /** One discovery, with its budget. */
  private final class Walk {
    private final HyperlaneMessage sent;
    private final Bytes message;
    private final BlockSelector at;
    private int nodes;

    Walk(HyperlaneMessage sent, BlockSelector at) {
      this.sent = sent;
      this.message = sent.bytes();
      this.at = at;
    }

    /** The values, or what is wrong with the answer. */
    Answer ask(EvmAddress contract, AbiFunction function, Object... arguments) {
      CallRequest request = CallRequest.view(contract, function.encodeCall(arguments));
      return switch (port.call(request, at)) {
        case CallResult.Reverted reverted ->
            new Answer(List.of(), " reverts: " + AbiError.explain(reverted.data()));
        case CallResult.Returned returned -> decoded(contract, function, returned.data());
      };
    }

    IsmNode node(EvmAddress address, int depth) {
      if (depth > MAX_DEPTH || ++nodes > MAX_NODES) {
        return unsupported(
            address,
            "unknown",
            depth > MAX_DEPTH
                ? "modules nest deeper than " + MAX_DEPTH
                : "there are more than " + MAX_NODES + " modules");
      }
      Answer answer = ask(address, MailboxAbi.MODULE_TYPE);
      if (answer.values().isEmpty()) {
        return unsupported(address, "unknown", "moduleType()" + answer.trouble());
      }
      int type = (int) answer.values().get(0).asLong();
      return switch (type) {
        case 1 -> routing(address, depth);
        case 2 -> aggregation(address, depth);
        case 4, 5 -> multisig(address, type);
        case 6 -> withoutMetadata(address);
        case 7 -> ccipRead(address);
        case 9, 10 -> weightedMultisig(address, type);
        default -> unsupported(address, typeName(type), "this SDK cannot build its metadata");
      };
    }

    private IsmNode routing(EvmAddress address, int depth) {
      Answer answer = ask(address, MailboxAbi.ROUTE, message);
      return answer.values().isEmpty()
          ? unsupported(address, typeName(1), "route(message)" + answer.trouble())
          : new IsmNode.Routing(address, node(answer.values().get(0).asEvmAddress(), depth + 1));
    }

    private IsmNode aggregation(EvmAddress address, int depth) {
      Answer answer = ask(address, MailboxAbi.MODULES_AND_THRESHOLD, message);
      Optional<String> trouble = trouble(answer, "modulesAndThreshold(message)");
      if (trouble.isPresent()) {
        return unsupported(address, typeName(2), trouble.get());
      }
      List<IsmNode> modules = new ArrayList<>();
      for (Value module : answer.values().get(0).asElements()) {
        modules.add(node(module.asEvmAddress(), depth + 1));
      }
      return new IsmNode.Aggregation(address, modules, (int) answer.values().get(1).asLong());
    }

    private IsmNode multisig(EvmAddress address, int type) {
      Answer answer = ask(address, MailboxAbi.VALIDATORS_AND_THRESHOLD, message);
      Optional<String> trouble = trouble(answer, "validatorsAndThreshold(message)");
      if (trouble.isPresent()) {
        return unsupported(address, typeName(type), trouble.get());
      }
      List<EvmAddress> validators =
          answer.values().get(0).asElements().stream().map(Value::asEvmAddress).toList();
      ValidatorSet set = new ValidatorSet(validators, (int) answer.values().get(1).asLong());
      return type == 4
          ? new IsmNode.MerkleRootMultisig(address, set)
          : new IsmNode.MessageIdMultisig(address, set);
    }

    private IsmNode weightedMultisig(EvmAddress address, int type) {
      String function = "validatorsAndThresholdWeight(message)";
      Answer answer = ask(address, MailboxAbi.VALIDATORS_AND_THRESHOLD_WEIGHT, message);
      if (answer.values().isEmpty()) {
        return unsupported(address, typeName(type), function + answer.trouble());
      }
      List<EvmAddress> validators = new ArrayList<>();
      List<BigInteger> weights = new ArrayList<>();
      for (Value validator : answer.values().get(0).asElements()) {
        validators.add(validator.asElements().get(0).asEvmAddress());
        weights.add(validator.asElements().get(1).asNumber());
      }
      BigInteger needed = answer.values().get(1).asNumber();
      BigInteger total = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
      if (validators.size() > MAX_NODES || needed.signum() == 0 || needed.compareTo(total) > 0) {
        return unsupported(
            address,
            typeName(type),
            function
                + " asks for "
                + needed
                + " of the weight "
                + total
                + " of "
                + validators.size());
      }
      ValidatorSet set =
          ValidatorSet.weighted(validators, new ValidatorSet.Weights(weights, needed));
      return type == 9
          ? new IsmNode.MerkleRootMultisig(address, set)
          : new IsmNode.MessageIdMultisig(address, set);
    }

    /**
     * Told apart by their getters: the trusted relayer's, those that can be closed, and the one
     * that is shown state proofs before. The others of this type accept empty metadata from
     * anybody.
     */
    private IsmNode withoutMetadata(EvmAddress address) {
      Answer relayer = ask(address, MailboxAbi.TRUSTED_RELAYER);
      return relayer.values().isEmpty()
          ? new GateReading(new ContractView(port, address, at))
              .gate(sent)
              .or(() -> stateProof(address))
              .orElseGet(() -> new IsmNode.NoMetadata(address))
          : new IsmNode.TrustedRelayer(address, relayer.values().get(0).asEvmAddress());
    }

    /** It says by its revert what it wants (ERC-3668). */
    private IsmNode ccipRead(EvmAddress address) {
      String function = "getOffchainVerifyInfo(message)";
      CallRequest request =
          CallRequest.view(address, MailboxAbi.OFFCHAIN_VERIFY_INFO.encodeCall(message));
      if (!(port.call(request, at) instanceof CallResult.Reverted reverted)
          || !MailboxAbi.OFFCHAIN_LOOKUP.matches(reverted.data())) {
        return unsupported(address, typeName(7), function + " does not say whom to ask");
      }
      try {
        List<Value> lookup = MailboxAbi.OFFCHAIN_LOOKUP.decode(reverted.data());
        EvmAddress sender = lookup.get(0).asEvmAddress();
        return sender.equals(address)
            ? new IsmNode.CcipRead(
                address,
                lookup.get(1).asElements().stream().map(Value::asText).toList(),
                lookup.get(2).asBytes())
            : unsupported(
                address, typeName(7), function + " speaks for another contract, " + sender);
      } catch (CodecException malformed) {
        return unsupported(
            address, typeName(7), function + " answers nonsense: " + malformed.getMessage());
      }
    }

    private Optional<IsmNode> stateProof(EvmAddress address) {
      Answer lightClient = ask(address, MailboxAbi.LIGHT_CLIENT);
      if (lightClient.values().isEmpty()) {
        return Optional.empty();
      }
      Answer hook = ask(address, MailboxAbi.HOOK);
      Answer slot = ask(address, MailboxAbi.SLOT);
      return Optional.of(
          hook.values().isEmpty() || slot.values().isEmpty()
              ? unsupported(
                  address,
                  "6 with a light client",
                  "hook()" + hook.trouble() + "; slot()" + slot.trouble())
              : new IsmNode.StateProof(
                  address,
                  lightClient.values().get(0).asEvmAddress(),
                  hook.values().get(0).asEvmAddress(),
                  Bytes32.ofUnsigned(slot.values().get(0).asNumber())));
    }

    /** A list and a threshold that it cannot reach are of no use. */
    private static Optional<String> trouble(Answer answer, String function) {
      if (answer.values().isEmpty()) {
        return Optional.of(function + answer.trouble());
      }
      int listed = answer.values().get(0).asElements().size();
      long threshold = answer.values().get(1).asLong();
      return listed > MAX_NODES || threshold < 1 || threshold > listed
          ? Optional.of(function + " asks for " + threshold + " of " + listed)
          : Optional.empty();
    }

    private static String typeName(int type) {
      return type + " " + (type < TYPES.size() ? TYPES.get(type) : "UNKNOWN");
    }
  }
}
