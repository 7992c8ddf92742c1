package dev.interlane.devnet;

/**
 * The contracts that stand on every chain of a {@link Devnet}. Those of Hyperlane are the
 * unmodified ones of its npm package; the vaults are ours, each behind the ISM its name says.
 * Addresses: {@link DevnetChain#address(DevnetContract)}.
 */
public enum DevnetContract {
  /** Owner of the mailbox's proxy. */
  PROXY_ADMIN,
  /** The code behind {@link #MAILBOX}; nobody calls it directly. */
  MAILBOX_IMPLEMENTATION,
  /**
   * The mailbox, behind a transparent proxy. Its default ISM is {@link #MESSAGE_ID_MULTISIG_ISM}.
   */
  MAILBOX,
  /** Default hook of the mailbox: inserts every message into the tree that validators sign. */
  MERKLE_TREE_HOOK,
  /** Ours: records in its storage every message that is dispatched through it. */
  DISPATCHED_HOOK,
  /** Makes aggregation hooks. */
  AGGREGATION_HOOK_FACTORY,
  /** Runs {@link #MERKLE_TREE_HOOK}, then {@link #DISPATCHED_HOOK}. */
  AGGREGATION_HOOK,
  /** What gas costs on the other chains: 1 gwei, in a coin worth as much. */
  STORAGE_GAS_ORACLE,
  /** The code behind {@link #INTERCHAIN_GAS_PAYMASTER}; nobody calls it directly. */
  INTERCHAIN_GAS_PAYMASTER_IMPLEMENTATION,
  /**
   * Sells gas on the other chains, behind a transparent proxy, with an overhead of 75,000. {@link
   * Devnet#deployer()} may sign quotes for it off chain.
   */
  INTERCHAIN_GAS_PAYMASTER,
  /** Runs {@link #MERKLE_TREE_HOOK}, then {@link #INTERCHAIN_GAS_PAYMASTER}. */
  PAID_HOOK,
  /** Ours: an ERC-20 of 6 decimals that anybody may mint. The gas paymaster takes it. */
  FEE_TOKEN,
  /** What gas costs on the other chains in {@link #FEE_TOKEN}: a coin is worth 2,000 of it. */
  FEE_TOKEN_GAS_ORACLE,
  /** Required hook of the mailbox, with a fee of zero. */
  PROTOCOL_FEE,
  /** Registry of where validators store their signatures. */
  VALIDATOR_ANNOUNCE,
  /** Accepts what {@link Devnet#trustedRelayer()} delivers. */
  TRUSTED_RELAYER_ISM,
  /** Makes message-id multisig ISMs. */
  MESSAGE_ID_MULTISIG_ISM_FACTORY,
  /** Accepts a threshold of the devnet's validators, by message id. */
  MESSAGE_ID_MULTISIG_ISM,
  /** Makes merkle-root multisig ISMs. */
  MERKLE_ROOT_MULTISIG_ISM_FACTORY,
  /** Accepts a threshold of the devnet's validators, by merkle root. */
  MERKLE_ROOT_MULTISIG_ISM,
  /** Makes aggregation ISMs. */
  AGGREGATION_ISM_FACTORY,
  /** Demands both multisig ISMs (2 of 2). */
  AGGREGATION_ISM,
  /** Demands the trusted relayer and the message-id multisig (2 of 2). */
  RELAYER_AND_VALIDATORS_ISM,
  /** Accepts the trusted relayer or the message-id multisig (1 of 2). */
  RELAYER_OR_VALIDATORS_ISM,
  /** Lets accounts of other chains have accounts here that call anything. */
  INTERCHAIN_ACCOUNT_ROUTER,
  /** A vault behind {@link #TRUSTED_RELAYER_ISM}. */
  TRUSTED_RELAYER_VAULT,
  /** A vault behind {@link #MESSAGE_ID_MULTISIG_ISM}. */
  MESSAGE_ID_MULTISIG_VAULT,
  /** A vault behind {@link #MERKLE_ROOT_MULTISIG_ISM}. */
  MERKLE_ROOT_MULTISIG_VAULT,
  /** A vault behind {@link #AGGREGATION_ISM}. */
  AGGREGATION_VAULT,
  /** A vault behind {@link #RELAYER_AND_VALIDATORS_ISM}. */
  RELAYER_AND_VALIDATORS_VAULT,
  /** A vault behind {@link #RELAYER_OR_VALIDATORS_ISM}. */
  RELAYER_OR_VALIDATORS_VAULT
}
