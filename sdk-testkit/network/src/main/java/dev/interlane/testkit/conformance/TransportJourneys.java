package dev.interlane.testkit.conformance;

import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.error.RefusedException;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.message.Ordering;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.Evidence;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.LogFilter;
import dev.interlane.spi.Transport;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a {@link Transport} promises on any two chains: the part of the transport suite that runs on
 * simulated chains and on real nodes from the same body. {@link TransportContract} adds what only a
 * simulation can do. Every transport has a test that extends this one over a devnet.
 *
 * <p>Each test has a ground and vaults of its own.
 */
public abstract class TransportJourneys {
  private static final EvmAddress USER =
      EvmAddress.parse("0x00000000000000000000000000000000000000cc");
  private static final Bytes32 EXECUTED =
      Keccak256.hash(Bytes.fromUtf8("Executed(bytes32,uint32,bytes32,bytes4)"));
  private static final int MANY = 40;

  private TransportGround ground;

  /** For the test that extends it. */
  protected TransportJourneys() {}

  /** Two chains. */
  protected abstract TransportGround openGround();

  /** The transport, with all that it knows of the ground. Made anew for every client. */
  protected abstract Transport transport();

  /** A module on the destination that the transport can satisfy; the same one each time. */
  protected abstract EvmAddress ism();

  /** A module on the destination that the transport has to refuse. */
  protected abstract EvmAddress refusedIsm();

  /** The chains of this test. */
  protected final TransportGround ground() {
    return ground;
  }

  @BeforeEach
  void openTheGround() {
    ground = openGround();
  }

  @AfterEach
  void closeTheGround() {
    if (ground != null) {
      ground.close();
    }
  }

  @Test
  void isNamedInLowerCase() {
    assertThat(transport().name()).matches("[a-z][a-z0-9-]*");
  }

  @Test
  void executesACallOnceAndSaysWhyItWasBelieved() {
    AccountId vault = vault();
    MessageHandle handle = client().send(deposit(vault, 5).build());

    DeliveryReceipt receipt = executed(handle);

    assertThat(executions(vault, handle.id())).isOne();
    assertThat(holds(vault)).isEqualTo(5);
    Evidence evidence = receipt.evidence().orElseThrow();
    assertThat(evidence.protocol()).isNotBlank();
    assertThat(evidence.checked()).isNotBlank();
    assertThat(evidence.trusted()).isNotBlank();
    assertThat(receipt.protocolIds()).isNotEmpty();
  }

  @Test
  void refusesBeforeAnythingIsSentWhatTheRecipientWouldNotBelieve() {
    AccountId vault = ground.createVault(refusedIsm());
    MessagingClient client = client();
    long nonce = senderNonce();

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> client.send(deposit(vault, 5).build()));

    assertThat(senderNonce()).isEqualTo(nonce);
    assertThat(holds(vault)).isZero();
  }

  @Test
  void sendsAgainWhatTheOriginForgot() {
    AccountId vault = vault();
    MessagingClient client = client();
    ground.forgetNextDispatch(client);

    MessageHandle handle = client.send(deposit(vault, 5).build());

    assertThat(executed(handle)).went(DeliveryEvent.DispatchReorged.class);
    assertThat(executions(vault, handle.id())).isOne();
  }

  @Test
  void goesOnWhenARecipientTakesItAgain() {
    AccountId vault = vault();
    MessagingClient client = client();
    AtomicBoolean failed = new AtomicBoolean();
    client.listen(
        (id, entry) -> {
          if (entry.event() instanceof DeliveryEvent.AttemptFailed) {
            failed.set(true);
          }
        });
    ground.pause(vault);
    MessageHandle handle = client.send(deposit(vault, 5).build());
    ground.until(failed::get);
    assertThat(executions(vault, handle.id())).isZero();

    ground.resume(vault);

    executed(handle);
    assertThat(executions(vault, handle.id())).isOne();
    assertThat(holds(vault)).isEqualTo(5);
  }

  @Test
  void carriesManyAtOnceAndKeepsTheOrderOfALane() {
    AccountId vault = vault();
    MessagingClient client = client();
    List<MessageHandle> handles = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      Ordering ordering = i % 4 == 0 ? Ordering.ORDERED : Ordering.UNORDERED;
      handles.add(client.send(deposit(vault, 1).ordering(ordering).build()));
    }

    handles.forEach(this::executed);

    List<MessageId> order = executions(vault);
    assertThat(order).doesNotHaveDuplicates().hasSize(MANY);
    assertThat(order)
        .containsSubsequence(
            handles.stream()
                .filter(handle -> handles.indexOf(handle) % 4 == 0)
                .map(MessageHandle::id)
                .toList());
    assertThat(holds(vault)).isEqualTo(MANY);
  }

  private MessagingClient client() {
    return ground.client(transport());
  }

  private AccountId vault() {
    return ground.createVault(ism());
  }

  private MessageEnvelope.Builder deposit(AccountId vault, long amount) {
    return MessageEnvelope.builder()
        .sender(ground.sender())
        .recipient(vault)
        .body(ContractCall.of("deposit(address,uint256)", USER, amount));
  }

  private DeliveryReceipt executed(MessageHandle handle) {
    DeliveryReceipt receipt = handle.awaitReceipt(ground.patience());
    assertThat(receipt).isExecuted();
    return receipt;
  }

  private long senderNonce() {
    return ground.origin().accountNonce(ground.sender().evmAddress(), BlockSelector.PENDING);
  }

  private long executions(AccountId vault, MessageId id) {
    return executions(vault).stream().filter(id::equals).count();
  }

  private List<MessageId> executions(AccountId vault) {
    ChainPort port = ground.destination();
    LogFilter executed = new LogFilter(List.of(vault.evmAddress()), List.of(EXECUTED));
    return port.logs(executed, 0, port.heads().seen().height()).stream()
        .map(log -> new MessageId(log.topics().get(1)))
        .toList();
  }

  private long holds(AccountId vault) {
    Bytes question = AbiFunction.parse("balanceOf(address)").encodeCall(USER);
    CallResult answer =
        ground
            .destination()
            .call(CallRequest.view(vault.evmAddress(), question), BlockSelector.LATEST);
    assertThat(answer).isInstanceOf(CallResult.Returned.class);
    BigInteger held = Bytes32.of(((CallResult.Returned) answer).data()).toUnsigned();
    return held.longValueExact();
  }
}
