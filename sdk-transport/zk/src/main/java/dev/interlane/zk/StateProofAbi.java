package dev.interlane.zk;

import dev.interlane.codec.evm.AbiEvent;
import dev.interlane.codec.evm.AbiFunction;

/** The functions and events of {@code docs/spec/zk.md} that are called and read. */
final class StateProofAbi {
  /** StateProofIsm: shows it a message. */
  static final AbiFunction AUTHORIZE =
      AbiFunction.parse("authorize(bytes32,uint256,bytes[],bytes[])");

  /** StateProofIsm: whether it was shown. */
  static final AbiFunction AUTHORIZED = AbiFunction.parse("authorized(bytes32) returns (bool)");

  /** DispatchedHook and other hooks with a mailbox. */
  static final AbiFunction HOOK_MAILBOX = AbiFunction.parse("mailbox() returns (address)");

  /** DispatchedHook: whether a message went through it. */
  static final AbiFunction DISPATCHED = AbiFunction.parse("dispatched(bytes32) returns (bool)");

  /** Mailbox: the hook of dispatches that name none. */
  static final AbiFunction DEFAULT_HOOK = AbiFunction.parse("defaultHook() returns (address)");

  /** Mailbox: the hook of all dispatches. */
  static final AbiFunction REQUIRED_HOOK = AbiFunction.parse("requiredHook() returns (address)");

  /** Any hook: its kind. */
  static final AbiFunction HOOK_TYPE = AbiFunction.parse("hookType() returns (uint8)");

  /** Aggregation hook: those it runs. */
  static final AbiFunction HOOKS = AbiFunction.parse("hooks(bytes) returns (address[])");

  /** Light client: the root of a block, zero for none. */
  static final AbiFunction EXECUTION_STATE_ROOTS =
      AbiFunction.parse("executionStateRoots(uint256) returns (bytes32)");

  /** Light client: the newest block or slot. */
  static final AbiFunction HEAD = AbiFunction.parse("head() returns (uint256)");

  /** Light client: a new head, by block or by slot, and its state root or header. */
  static final AbiEvent HEAD_UPDATE = AbiEvent.parse("HeadUpdate(uint256 indexed,bytes32 indexed)");

  /** Light client: who may change its keys. */
  static final AbiFunction GUARDIAN = AbiFunction.parse("guardian() returns (address)");

  /** SP1 Helios: the EVM chain id of the origin. */
  static final AbiFunction SOURCE_CHAIN_ID =
      AbiFunction.parse("SOURCE_CHAIN_ID() returns (uint256)");

  /** SP1 Helios: the program; of the shape that keeps state roots by block number. */
  static final AbiFunction LIGHT_CLIENT_VKEY =
      AbiFunction.parse("lightClientVkey() returns (bytes32)");

  /** SP1 Helios: the newest block whose state root it has. */
  static final AbiFunction EXECUTION_BLOCK_NUMBER =
      AbiFunction.parse("executionBlockNumber() returns (uint256)");

  /** SP1 Helios: the beacon header's root of a slot, zero for none. */
  static final AbiFunction HEADERS = AbiFunction.parse("headers(uint256) returns (bytes32)");

  /** SP1 Helios: the hash of a period's sync committee, zero for none. */
  static final AbiFunction SYNC_COMMITTEES =
      AbiFunction.parse("syncCommittees(uint256) returns (bytes32)");

  /** SP1 Helios: how many slots have one sync committee. */
  static final AbiFunction SLOTS_PER_PERIOD =
      AbiFunction.parse("SLOTS_PER_PERIOD() returns (uint256)");

  /** SP1 Helios: the contract that checks proofs. */
  static final AbiFunction VERIFIER = AbiFunction.parse("verifier() returns (address)");

  /** TestLightClient: the EVM chain id of the origin. */
  static final AbiFunction ORIGIN_CHAIN_ID = AbiFunction.parse("originChainId() returns (uint256)");

  /** TestLightClient: the hash of its verifying key. */
  static final AbiFunction VERIFYING_KEY_HASH =
      AbiFunction.parse("verifyingKeyHash() returns (bytes32)");

  /** TestLightClient: its verifying key. */
  static final AbiFunction VERIFYING_KEY =
      AbiFunction.parse("verifyingKey() returns (uint256[18])");

  /** TestLightClient: gives it a root. */
  static final AbiFunction TEST_UPDATE = AbiFunction.parse("update(uint256,bytes32,uint256[8])");

  /** TestLightClient: what everybody has to know. */
  static final AbiFunction WARNING = AbiFunction.parse("WARNING() returns (string)");

  private StateProofAbi() {}
}
