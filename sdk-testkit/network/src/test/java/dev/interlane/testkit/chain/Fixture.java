package dev.interlane.testkit.chain;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.evm.transaction.Eip1559Transaction;
import dev.interlane.evm.transaction.SignedTransaction;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.Signer;
import dev.interlane.spi.SubmitResult;
import dev.interlane.spi.TransactionReceipt;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A chain with two funded accounts and a contract that does what its calldata says. */
final class Fixture {
  static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);
  static final BigInteger ETHER = GWEI.multiply(GWEI);
  static final Bytes COUNT = Bytes.of((byte) 1);
  static final Bytes REVERT = Bytes.of((byte) 2);
  static final Bytes BURN = Bytes.of((byte) 3);
  static final Bytes WRITE_IN_STATIC_CALL = Bytes.of((byte) 4);
  static final Bytes CATCH_A_REVERT = Bytes.of((byte) 5);
  static final Bytes CALL_YOURSELF_FOR_EVER = Bytes.of((byte) 6);
  static final Bytes READ = Bytes.of((byte) 7);
  static final Bytes32 COUNTED = Bytes32.leftPad(Bytes.of((byte) 0xcc));

  final Scheduler scheduler = new Scheduler(Instant.ofEpochSecond(1_700_000_000));
  final SimulatedChain chain;
  final EvmAddress counter;
  final Signer alice = signer(1);
  final Signer bob = signer(2);

  Fixture() {
    this(options());
  }

  Fixture(ChainOptions.Builder options) {
    chain = SimulatedChain.start(options.build(), scheduler);
    counter = chain.deploy(new Counter());
    chain.fund(alice.address(), ETHER);
    chain.fund(bob.address(), ETHER);
  }

  static ChainOptions.Builder options() {
    return ChainOptions.builder()
        .id(ChainId.eip155(31337))
        .seed(7)
        .blockTime(Duration.ofSeconds(2));
  }

  static Signer signer(int number) {
    return InMemorySigner.of(PrivateKey.of(Bytes32.ofUnsigned(BigInteger.valueOf(number))));
  }

  Eip1559Transaction.Builder call(Bytes data, long nonce) {
    return Eip1559Transaction.builder()
        .chain(chain.chainId())
        .accountNonce(nonce)
        .maxFeePerGasWei(GWEI.multiply(BigInteger.TWO))
        .maxPriorityFeePerGasWei(GWEI)
        .gasLimit(200_000)
        .to(counter)
        .data(data);
  }

  SignedTransaction send(Signer signer, Eip1559Transaction.Builder transaction) {
    SignedTransaction signed = transaction.build().sign(signer);
    SubmitResult result = chain.submit(signed.raw());
    if (!(result instanceof SubmitResult.Accepted)) {
      throw new AssertionError("Expected the chain to accept, got " + result);
    }
    return signed;
  }

  TransactionReceipt receipt(SignedTransaction transaction) {
    return chain.receipt(transaction.hash()).orElseThrow();
  }

  long count() {
    return chain.call(CallRequest.view(counter, READ), BlockSelector.LATEST)
            instanceof CallResult.Returned returned
        ? Bytes32.of(returned.data()).toUnsigned().longValueExact()
        : -1;
  }

  /** Counts in slot 0, and misbehaves in every way on request. */
  static final class Counter implements Contract {
    @Override
    public Bytes execute(CallFrame frame) {
      return switch (frame.data().get(0)) {
        case 1 -> count(frame);
        case 2 -> throw frame.revert(Bytes.of((byte) 0xde, (byte) 0xad));
        case 3 -> burn(frame);
        case 4 -> {
          frame.staticCall(frame.self(), COUNT);
          yield Bytes.EMPTY;
        }
        case 5 -> {
          count(frame);
          frame.call(frame.self(), BigInteger.ZERO, Bytes.of((byte) 8));
          yield Bytes.EMPTY;
        }
        case 6 -> {
          frame.call(frame.self(), BigInteger.ZERO, CALL_YOURSELF_FOR_EVER);
          yield count(frame);
        }
        case 7 -> frame.load(Bytes32.ZERO).toBytes();
        default -> {
          count(frame);
          throw frame.revert(Bytes.EMPTY);
        }
      };
    }

    private static Bytes count(CallFrame frame) {
      BigInteger next = frame.load(Bytes32.ZERO).toUnsigned().add(BigInteger.ONE);
      frame.store(Bytes32.ZERO, Bytes32.ofUnsigned(next));
      frame.emit(List.of(COUNTED), Bytes32.ofUnsigned(next).toBytes());
      return Bytes.EMPTY;
    }

    private static Bytes burn(CallFrame frame) {
      while (true) {
        frame.useGas(1_000);
      }
    }
  }
}
