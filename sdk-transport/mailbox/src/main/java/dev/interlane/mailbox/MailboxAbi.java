package dev.interlane.mailbox;

import dev.interlane.codec.evm.AbiError;
import dev.interlane.codec.evm.AbiEvent;
import dev.interlane.codec.evm.AbiFunction;

/**
 * The functions and events of Hyperlane's contracts that the SDK calls and reads, as of
 * {@code @hyperlane-xyz/core} 12.
 */
public final class MailboxAbi {
  /** Mailbox: dispatch with the default hook and no hook metadata. */
  public static final AbiFunction DISPATCH =
      AbiFunction.parse("dispatch(uint32,bytes32,bytes) returns (bytes32)");

  /** Mailbox: dispatch with the default hook and hook metadata. */
  public static final AbiFunction DISPATCH_WITH_METADATA =
      AbiFunction.parse("dispatch(uint32,bytes32,bytes,bytes) returns (bytes32)");

  /** Mailbox: dispatch with hook metadata and a hook in place of the default one. */
  public static final AbiFunction DISPATCH_THROUGH =
      AbiFunction.parse("dispatch(uint32,bytes32,bytes,bytes,address) returns (bytes32)");

  /** Mailbox: what {@link #DISPATCH_THROUGH} costs its caller. */
  public static final AbiFunction QUOTE_DISPATCH_THROUGH =
      AbiFunction.parse("quoteDispatch(uint32,bytes32,bytes,bytes,address) returns (uint256)");

  /** Mailbox: what {@link #DISPATCH} costs its caller. */
  public static final AbiFunction QUOTE_DISPATCH =
      AbiFunction.parse("quoteDispatch(uint32,bytes32,bytes) returns (uint256)");

  /** Mailbox: what {@link #DISPATCH_WITH_METADATA} costs its caller. */
  public static final AbiFunction QUOTE_DISPATCH_WITH_METADATA =
      AbiFunction.parse("quoteDispatch(uint32,bytes32,bytes,bytes) returns (uint256)");

  /** Mailbox: metadata and message, to be verified and handed to the recipient. */
  public static final AbiFunction PROCESS = AbiFunction.parse("process(bytes,bytes)");

  /** Recipient: takes a message from its mailbox. */
  public static final AbiFunction HANDLE = AbiFunction.parse("handle(uint32,bytes32,bytes)");

  /** Mailbox: whether a message was processed. */
  public static final AbiFunction DELIVERED =
      AbiFunction.parse("delivered(bytes32) returns (bool)");

  /** Mailbox: the ISM that decides for a recipient. */
  public static final AbiFunction RECIPIENT_ISM =
      AbiFunction.parse("recipientIsm(address) returns (address)");

  /** Mailbox: its domain. */
  public static final AbiFunction LOCAL_DOMAIN =
      AbiFunction.parse("localDomain() returns (uint32)");

  /** Mailbox: the hook that is run when a dispatch names none. */
  public static final AbiFunction DEFAULT_HOOK =
      AbiFunction.parse("defaultHook() returns (address)");

  /** Mailbox: the hook that is always run. */
  public static final AbiFunction REQUIRED_HOOK =
      AbiFunction.parse("requiredHook() returns (address)");

  /** Hook: its kind. */
  public static final AbiFunction HOOK_TYPE = AbiFunction.parse("hookType() returns (uint8)");

  /** Hook: what it asks for a message with this metadata, in the coin or the metadata's token. */
  public static final AbiFunction HOOK_QUOTE =
      AbiFunction.parse("quoteDispatch(bytes,bytes) returns (uint256)");

  /** InterchainAccountRouter: the router that its owner enrolled for a domain; zero for none. */
  public static final AbiFunction ROUTERS = AbiFunction.parse("routers(uint32) returns (bytes32)");

  /** ERC-20 token: what an account has. */
  public static final AbiFunction BALANCE_OF =
      AbiFunction.parse("balanceOf(address) returns (uint256)");

  /** ERC-20 token: what an owner lets a spender take. */
  public static final AbiFunction ALLOWANCE =
      AbiFunction.parse("allowance(address,address) returns (uint256)");

  /**
   * ERC-20 token: lets a spender take so much of the caller's, in place of what it might before.
   */
  public static final AbiFunction APPROVE =
      AbiFunction.parse("approve(address,uint256) returns (bool)");

  /** Aggregation hook: the hooks it runs for a message. */
  public static final AbiFunction HOOKS = AbiFunction.parse("hooks(bytes) returns (address[])");

  /** Routing hook: the hook it runs for a destination domain. */
  public static final AbiFunction HOOK_OF_DOMAIN =
      AbiFunction.parse("hooks(uint32) returns (address)");

  /** ISM: its kind. */
  public static final AbiFunction MODULE_TYPE = AbiFunction.parse("moduleType() returns (uint8)");

  /** Multisig ISM: the set that decides about a message. */
  public static final AbiFunction VALIDATORS_AND_THRESHOLD =
      AbiFunction.parse("validatorsAndThreshold(bytes) returns (address[],uint8)");

  /** Weighted multisig ISM: the set that decides about a message, with weights. */
  public static final AbiFunction VALIDATORS_AND_THRESHOLD_WEIGHT =
      AbiFunction.parse("validatorsAndThresholdWeight(bytes) returns ((address,uint96)[],uint96)");

  /** Aggregation ISM: the modules that decide about a message. */
  public static final AbiFunction MODULES_AND_THRESHOLD =
      AbiFunction.parse("modulesAndThreshold(bytes) returns (address[],uint8)");

  /** Routing ISM: the module that decides about a message. */
  public static final AbiFunction ROUTE = AbiFunction.parse("route(bytes) returns (address)");

  /** TrustedRelayerIsm: the one account whose deliveries it accepts. */
  public static final AbiFunction TRUSTED_RELAYER =
      AbiFunction.parse("trustedRelayer() returns (address)");

  /** ISMs with an owner: who that is. */
  public static final AbiFunction OWNER = AbiFunction.parse("owner() returns (address)");

  /** PausableIsm: whether it lets nothing through. */
  public static final AbiFunction PAUSED = AbiFunction.parse("paused() returns (bool)");

  /** RateLimitedIsm: how much may pass now. */
  public static final AbiFunction CURRENT_LEVEL =
      AbiFunction.parse("calculateCurrentLevel() returns (uint256)");

  /** RateLimitedIsm: how much may pass at once at most. */
  public static final AbiFunction MAX_CAPACITY =
      AbiFunction.parse("maxCapacity() returns (uint256)");

  /** RateLimitedIsm: the seconds in which it fills up. */
  public static final AbiFunction REFILL_SECONDS =
      AbiFunction.parse("DURATION() returns (uint256)");

  /** RateLimitedIsm: the only recipient whose messages it accepts. */
  public static final AbiFunction RECIPIENT = AbiFunction.parse("recipient() returns (address)");

  /** StateProofIsm: the contract that keeps the origin's state roots. */
  public static final AbiFunction LIGHT_CLIENT =
      AbiFunction.parse("lightClient() returns (address)");

  /** StateProofIsm: the hook on the origin. */
  public static final AbiFunction HOOK = AbiFunction.parse("hook() returns (address)");

  /** StateProofIsm: the slot of the hook's mapping. */
  public static final AbiFunction SLOT = AbiFunction.parse("slot() returns (uint256)");

  /** CCIP-read ISM: reverts with {@link #OFFCHAIN_LOOKUP}. */
  public static final AbiFunction OFFCHAIN_VERIFY_INFO =
      AbiFunction.parse("getOffchainVerifyInfo(bytes)");

  /** ERC-3668: contract, URLs, what to ask, the function that takes the answer, and what else. */
  public static final AbiError OFFCHAIN_LOOKUP =
      AbiError.parse("OffchainLookup(address,string[],bytes,bytes4,bytes)");

  /** MerkleTreeHook: the number of leaves. */
  public static final AbiFunction COUNT = AbiFunction.parse("count() returns (uint32)");

  /** MerkleTreeHook: root and index of the last leaf; reverts while there is none. */
  public static final AbiFunction LATEST_CHECKPOINT =
      AbiFunction.parse("latestCheckpoint() returns (bytes32,uint32)");

  /** Mailbox: a message left. */
  public static final AbiEvent DISPATCHED =
      AbiEvent.parse("Dispatch(address indexed,uint32 indexed,bytes32 indexed,bytes)");

  /** Mailbox: a message was verified and handled. */
  public static final AbiEvent PROCESS_ID = AbiEvent.parse("ProcessId(bytes32 indexed)");

  /** MerkleTreeHook: a message became a leaf. */
  public static final AbiEvent INSERTED_INTO_TREE =
      AbiEvent.parse("InsertedIntoTree(bytes32,uint32)");

  private MailboxAbi() {}
}
