package dev.interlane.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.evm.EvmChain;
import dev.interlane.primitive.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which rule was in force in a block is asked when all that it executed are seen, at once. */
class PastIsmTest {
  private static final int MESSAGES = 20;
  private static final EvmAddress RECIPIENT = ScriptedChain.address(77);
  private static final EvmAddress ISM = ScriptedChain.address(100);
  private static final EvmAddress RELAYER = ScriptedChain.address(7);

  private final ScriptedChain chain = new ScriptedChain(ChainId.parse("eip155:2000"));
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch mayAnswer = new CountDownLatch(1);
  private final MailboxClient client =
      new MailboxClient(chain.deployment(), EvmChain.over(chain), () -> Instant.EPOCH);

  @Test
  void isAskedOnceForAllMessagesOfABlock() throws Exception {
    chain.contract(ScriptedChain.MAILBOX, this::recipientIsm);
    chain.contract(ISM, PastIsmTest::trustedRelayer);
    BlockRef block = chain.mine(1);
    List<FutureTask<MailboxClient.FoundIsm>> questions = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();

    for (int nonce = 0; nonce < MESSAGES; nonce++) {
      HyperlaneMessage message = message(nonce);
      questions.add(new FutureTask<>(() -> client.ismAt(message, block)));
      threads.add(Thread.ofPlatform().daemon().start(questions.getLast()));
    }
    threads.forEach(PastIsmTest::awaitWaiting);
    mayAnswer.countDown();

    for (FutureTask<MailboxClient.FoundIsm> question : questions) {
      assertThat(question.get(1, TimeUnit.MINUTES).node())
          .isEqualTo(new IsmNode.TrustedRelayer(ISM, RELAYER));
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void isAskedAnewForAnotherBlock() {
    mayAnswer.countDown();
    chain.contract(ScriptedChain.MAILBOX, this::recipientIsm);
    chain.contract(ISM, PastIsmTest::trustedRelayer);

    client.ismAt(message(0), chain.mine(1));
    client.ismAt(message(0), chain.mine(1));

    assertThat(asked).hasValue(2);
  }

  private Bytes recipientIsm(Bytes call) {
    asked.incrementAndGet();
    try {
      assertThat(mayAnswer.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
    return MailboxAbi.RECIPIENT_ISM.encodeReturn(ISM);
  }

  private static Bytes trustedRelayer(Bytes call) {
    return MailboxAbi.TRUSTED_RELAYER.matches(call)
        ? MailboxAbi.TRUSTED_RELAYER.encodeReturn(RELAYER)
        : MailboxAbi.MODULE_TYPE.encodeReturn(6);
  }

  private static HyperlaneMessage message(int nonce) {
    return HyperlaneMessage.of(
        nonce,
        DomainAccount.of(1000, ScriptedChain.address(9)),
        DomainAccount.of(2000, RECIPIENT),
        Bytes.fromUtf8("hello"));
  }

  /** Until it waits for the chain, or for another's question. */
  private static void awaitWaiting(Thread thread) {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TIMED_WAITING) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
