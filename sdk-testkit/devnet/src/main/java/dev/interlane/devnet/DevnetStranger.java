package dev.interlane.devnet;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.evm.EvmChain;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.checkpoint.SignedCheckpoint;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.LogFilter;
import dev.interlane.spi.Submitter;
import dev.interlane.spi.TransactionIntent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Somebody else who delivers the next message of a {@link Devnet}'s first chain, with nothing but
 * what is public: the origin's logs and the validators' checkpoints. Where only the trusted relayer
 * is accepted, it is a second instance of the same operator. For one thread, once.
 */
public final class DevnetStranger implements Runnable {
  private static final long LOOK_NANOS = 100_000_000;
  private static final AbiFunction PROCESS = AbiFunction.parse("process(bytes,bytes)");
  private static final Bytes32 DISPATCH =
      Keccak256.hash(Bytes.fromUtf8("Dispatch(address,uint32,bytes32,bytes)"));
  private static final Bytes32 INSERTED =
      Keccak256.hash(Bytes.fromUtf8("InsertedIntoTree(bytes32,uint32)"));

  private final Devnet devnet;
  private final DevnetValidators validators;
  private final PrivateKey key;
  private final boolean trusted;
  private final OptionalLong gasLimit;
  private final long from;

  private DevnetStranger(
      Devnet devnet, DevnetValidators validators, PrivateKey key, OptionalLong gasLimit) {
    this.gasLimit = gasLimit;
    this.devnet = devnet;
    this.validators = validators;
    this.key = key;
    this.trusted = key.address().equals(devnet.trustedRelayer().address());
    this.from = devnet.chains().get(0).height() + 1;
  }

  /** One that nobody trusts: it delivers with the signatures of a message-id quorum. */
  public static DevnetStranger outsider(Devnet devnet, DevnetValidators validators) {
    return new DevnetStranger(devnet, validators, devnet.others().get(0), OptionalLong.empty());
  }

  /**
   * One that nobody trusts and that gives its transaction this much gas, however much it takes: its
   * delivery fails in a block.
   *
   * @param gasLimit at least what the transaction takes before it begins
   */
  public static DevnetStranger stingy(Devnet devnet, DevnetValidators validators, long gasLimit) {
    return new DevnetStranger(
        devnet, validators, devnet.others().get(0), OptionalLong.of(gasLimit));
  }

  /** One with the trusted relayer's key, which needs no signatures. */
  public static DevnetStranger trustedRelayer(Devnet devnet, DevnetValidators validators) {
    return new DevnetStranger(devnet, validators, devnet.trustedRelayer(), OptionalLong.empty());
  }

  /**
   * Waits for the first dispatch after its creation and delivers it.
   *
   * @throws IllegalStateException if its thread is interrupted, or nobody could deliver
   */
  @Override
  public void run() {
    DevnetChain origin = devnet.chains().get(0);
    DevnetChain destination = devnet.chains().get(1);
    try (EvmChain source = EvmChain.connect(origin.id(), origin.rpcUrl());
        EvmChain to =
            EvmChain.connect(destination.id(), destination.rpcUrl(), InMemorySigner.of(key))) {
      List<ChainLog> logs = awaitDispatch(source.port(), origin.mailboxDeployment());
      Bytes metadata = trusted ? Bytes.EMPTY : signed(log(logs, INSERTED).data().longAt(56));
      Bytes data = log(logs, DISPATCH).data();
      Bytes message = data.slice(64, (int) data.longAt(56));
      send(to, destination.address(DevnetContract.MAILBOX), PROCESS.encodeCall(metadata, message));
    }
  }

  private List<ChainLog> awaitDispatch(ChainPort port, MailboxDeployment deployment) {
    LogFilter filter =
        new LogFilter(
            List.of(deployment.mailbox(), deployment.merkleTreeHook()),
            List.of(DISPATCH, INSERTED));
    List<ChainLog> logs = List.of();
    while (logs.isEmpty()) {
      LockSupport.parkNanos(LOOK_NANOS);
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("Interrupted while waiting for a dispatch");
      }
      long seen = port.heads().seen().height();
      logs = seen < from ? List.of() : port.logs(filter, from, seen);
    }
    return logs;
  }

  private void send(EvmChain chain, EvmAddress mailbox, Bytes calldata) {
    TransactionIntent intent =
        TransactionIntent.builder()
            .key("stranger")
            .account(chain.submitter().accounts().get(0))
            .to(mailbox)
            .data(calldata)
            .valueWei(BigInteger.ZERO)
            .gasLimit(gasLimit)
            .build();
    long nonce = chain.port().accountNonce(key.address(), BlockSelector.PENDING);
    Submitter.Prepared prepared =
        chain.submitter().prepare(intent.account(), nonce, List.of(intent)).get(0);
    if (!(prepared instanceof Submitter.Prepared.Signed signed)) {
      throw new IllegalStateException("The stranger could not deliver: " + prepared);
    }
    chain.submitter().broadcast(signed.submission());
  }

  /** hook(32) | root(32) | index(4) | signatures(65 each): what a message-id multisig reads. */
  private Bytes signed(long leaf) {
    List<SignedCheckpoint> checkpoints = validators.awaitQuorum(leaf, devnet.threshold());
    var checkpoint = checkpoints.get(0).checkpoint();
    List<Bytes> parts = new ArrayList<>();
    parts.add(checkpoint.hook().toBytes());
    parts.add(checkpoint.root().toBytes());
    parts.add(Bytes32.ofUnsigned(BigInteger.valueOf(leaf)).toBytes().slice(28));
    checkpoints.forEach(one -> parts.add(one.signature().toRsv()));
    return Bytes.concat(parts.toArray(Bytes[]::new));
  }

  private static ChainLog log(List<ChainLog> logs, Bytes32 event) {
    Optional<ChainLog> found = logs.stream().filter(log -> log.isEvent(event)).findFirst();
    return found.orElseThrow(() -> new IllegalStateException("The dispatch has no log " + event));
  }
}
