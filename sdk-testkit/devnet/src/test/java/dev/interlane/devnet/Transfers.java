package dev.interlane.devnet;

import dev.interlane.chain.EvmAddress;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.evm.transaction.Eip1559Transaction;
import dev.interlane.evm.transaction.SignedTransaction;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.ChainPort;
import java.math.BigInteger;

/** Transactions of one account to itself. */
final class Transfers {
  private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);

  private final ChainPort port;
  private final InMemorySigner signer;

  Transfers(ChainPort port, PrivateKey key) {
    this.port = port;
    this.signer = InMemorySigner.of(key);
  }

  EvmAddress sender() {
    return signer.address();
  }

  /** The account's next nonce, by what is in blocks. */
  long nonce() {
    return port.accountNonce(sender(), BlockSelector.LATEST);
  }

  SignedTransaction next() {
    return of(nonce(), 1_000, 1, 0);
  }

  SignedTransaction of(long nonce, int maxFeeGwei, int tipGwei, int valueWei) {
    return Eip1559Transaction.builder()
        .chain(port.chainId())
        .accountNonce(nonce)
        .maxFeePerGasWei(GWEI.multiply(BigInteger.valueOf(maxFeeGwei)))
        .maxPriorityFeePerGasWei(GWEI.multiply(BigInteger.valueOf(tipGwei)))
        .gasLimit(21_000)
        .to(sender())
        .valueWei(BigInteger.valueOf(valueWei))
        .build()
        .sign(signer);
  }
}
