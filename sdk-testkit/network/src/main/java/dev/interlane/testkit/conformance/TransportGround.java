package dev.interlane.testkit.conformance;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessagingClient;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.Transport;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Two chains for {@link TransportJourneys}, simulated or real: what a journey needs of them, and
 * what may go wrong on its way. For the threads of one test.
 */
public interface TransportGround extends AutoCloseable {
  /** The account on the origin whose calls vaults take. */
  AccountId sender();

  /** The origin, for looking at what is there. */
  ChainPort origin();

  /** The destination, for looking at what happened there. */
  ChainPort destination();

  /** A new vault on the destination, behind this module; it takes calls of {@link #sender}. */
  AccountId createVault(EvmAddress ism);

  /** A client with this transport, closed with the ground. */
  MessagingClient client(Transport transport);

  /** From now on every deposit into this vault reverts. */
  void pause(AccountId vault);

  /** From now on this vault takes deposits again. */
  void resume(AccountId vault);

  /** The origin takes back the block of this client's next dispatch, once, before it is final. */
  void forgetNextDispatch(MessagingClient client);

  /** Lets both chains go on until this holds. */
  void until(BooleanSupplier condition);

  /** How long a message may take, in the client's time. */
  Duration patience();

  @Override
  void close();
}
