package dev.interlane.integration;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.TransactionRef;
import dev.interlane.client.MessagingClient;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.pipeline.Interlane;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.ChainPort;
import dev.interlane.testkit.Security;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * Two chains with Hyperlane's contracts and a vault behind each kind of security, simulated or
 * real: what a delivery needs of them, and what can go wrong between them.
 */
interface TwoChains extends AutoCloseable {
  /** The account on the origin that vaults take calls from. */
  AccountId sender();

  /** The vault on the destination behind this kind of security. */
  AccountId vault(Security security);

  /** The origin, for looking at what is there. */
  ChainPort origin();

  /** The destination, for looking at what happened there. */
  ChainPort destination();

  /** Where Hyperlane's contracts are on both chains. */
  List<MailboxDeployment> deployments();

  /**
   * A vault on the destination whose module asks for a state proof, under the roots of an INSECURE
   * TEST PROVER's light client.
   */
  AccountId provenVault();

  /** A vault whose module asks for all of trusted relayer, message-id multisig and state proof. */
  AccountId unanimousVault();

  /** The deployments with dispatches on the origin recorded for state proofs. */
  List<MailboxDeployment> provenDeployments();

  /** Where each validator publishes what it signed about the origin, in no order of meaning. */
  Map<EvmAddress, CheckpointReader> checkpoints();

  /**
   * A vault on the destination whose module hands messages of the origin to another, which accepts
   * the three validators by their weight: the first has 1, the others 2 and 3, and 5 is needed.
   */
  AccountId weightedVault(List<EvmAddress> validators);

  /** A module of the destination. */
  EvmAddress ism(Security security);

  /** Another vault on the destination, behind this module. */
  AccountId vaultBehind(EvmAddress ism);

  /** A recipient on the destination that takes every payload, behind this module. */
  AccountId payloadRecipient(EvmAddress ism);

  /** The owner of a {@link #payloadRecipient} changes its module. */
  void setIsm(AccountId payloadRecipient, EvmAddress ism);

  /** How a multisig module checks what validators signed. */
  enum Multisig {
    /** By the message's own checkpoint. */
    MESSAGE_ID,
    /** By this or a later root. */
    MERKLE_ROOT
  }

  /** A module that asks for so many of these signatures, one for each place of the list. */
  EvmAddress multisigIsm(Multisig kind, List<EvmAddress> validators, int threshold);

  /** A module that asks for validators of this weight together. */
  EvmAddress weightedIsm(
      Multisig kind, List<EvmAddress> validators, List<Long> weights, long needed);

  /** A module that asks for exactly so many of these. */
  EvmAddress aggregationIsm(List<EvmAddress> modules, int threshold);

  /** A module that its owner can pause. */
  EvmAddress pausableIsm();

  /** The owner of a module lets nothing through it any more. */
  void pause(EvmAddress pausableIsm);

  /** The owner of a module lets everything through again. */
  void unpause(EvmAddress pausableIsm);

  /** A recipient of payloads whose module lets amounts through up to a level that refills. */
  AccountId rateLimitedRecipient(BigInteger capacity, Duration refill);

  /** A module that asks one module about small amounts, another one from a threshold on. */
  EvmAddress amountRoutingIsm(EvmAddress lower, EvmAddress upper, BigInteger threshold);

  /** A module that sends relayers to gateways, and takes whatever they say. */
  EvmAddress ccipReadIsm(List<String> urls);

  /** A module that sends relayers to gateways for the signature of this account. */
  EvmAddress gatewayIsm(EvmAddress signer, List<String> urls);

  /** A hook of the origin that inserts into the tree and pays the gas paymaster. */
  EvmAddress paidHook();

  /** The gas paymaster of the origin. */
  EvmAddress gasPaymaster();

  /** A gas paymaster of the origin that sells gas of no chain. */
  EvmAddress unservedPaymaster();

  /** A token of the origin that the gas paymaster takes for gas of the destination. */
  AccountId feeToken();

  /** A token of the origin that no gas paymaster takes. */
  AccountId otherToken();

  /** Who signs quotes of the gas paymaster off chain. */
  PrivateKey quoteSigner();

  /** The {@link #sender} calls a contract of the origin; back when that is in a block. */
  void senderCalls(EvmAddress contract, Bytes call);

  /** The owner of the origin's mailbox chooses the hook that is run when a dispatch names none. */
  void setDefaultHook(EvmAddress hook);

  /** The owner of the origin's mailbox chooses the hook that is run with every dispatch. */
  void setRequiredHook(EvmAddress hook);

  /** An account on the origin that is nobody's we know. */
  AccountId stranger();

  /** The {@link #stranger} calls a contract of the origin; back when that is in a block. */
  TransactionRef strangerCalls(EvmAddress contract, Bytes call, BigInteger valueWei);

  /** A stranger calls a contract of the destination; back when that is in a block. */
  TransactionRef strangerCallsThere(EvmAddress contract, Bytes call);

  /** A vault on the destination whose module keeps its validators in its storage. */
  Optional<AccountId> storageVault();

  /** This validator announces on the origin that it publishes there. */
  void announce(EvmAddress validator, String location);

  /** A client to be, with chains, keys and time set; transports and journal are missing. */
  Interlane.Builder clientBuilder();

  /** From now on every deposit reverts. */
  void pauseVaults();

  /** From now on vaults take deposits again. */
  void resumeVaults();

  /** The origin forgets the block of this client's next dispatch, once, before it is final. */
  void reorgOnceDispatched(MessagingClient client);

  /** From now on somebody else delivers, as soon as the validators' signatures let anybody. */
  void strangerDelivers();

  /** Lets the destination's clock run on. */
  void passTime(Duration span);

  /** Lets both chains go on until the future is done. */
  <T> T await(CompletableFuture<T> future);

  /** Lets both chains go on until this holds. */
  void until(BooleanSupplier condition);

  /** How long to wait for a message that should end soon, in the client's time. */
  Duration patience();

  /** How soon to look again for what is not there yet, in the client's time. */
  Duration poll();

  /** Closes what the test opened. */
  @Override
  void close();
}
