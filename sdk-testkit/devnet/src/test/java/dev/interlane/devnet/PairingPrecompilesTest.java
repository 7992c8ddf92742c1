package dev.interlane.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.error.CodecException;
import dev.interlane.error.MessagingException;
import dev.interlane.evm.EvmChain;
import dev.interlane.evm.bn254.Bn254;
import dev.interlane.evm.bn254.G1Point;
import dev.interlane.evm.bn254.G2Point;
import dev.interlane.evm.bn254.Pairing;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Our curve against the node's precompiled contracts of EIP-196 and EIP-197, accepts and refusals
 * alike.
 */
@RequiresDevnet
class PairingPrecompilesTest {
  private static final int ROUNDS = 12;

  /** A point of the twist whose order is not r, and one whose order is 10069. */
  private static final List<Bytes> OUTSIDE =
      List.of(
          Bytes.fromHex(
              "0000000000000000000000000000000000000000000000000000000000000000"
                  + "0000000000000000000000000000000000000000000000000000000000000001"
                  + "0d1271953ed9ea0836846e70a1934187998c7f790cb4d7511b7f8da82de048a4"
                  + "2869111d5381f072f8e2728fdb825a51aadd70e52c9830e9ab4b871c0531f1bb"),
          Bytes.fromHex(
              "0f0a87c117963381ad55ab9b17e3c4f9533ef81d16b752be905d1a444b982519"
                  + "25d0b2ba5c369c1dbbfed41ccb191fe4df508cf88faf370494b4867a332815ec"
                  + "01961c59a0d89a4d27fe2b87137614a142c3ad7ada8b3fb5580462e2a5a99847"
                  + "2e4585f85183195d71c90a2d1d38655cb0ff30b352fdf58d6a36d8fbb3ee84a1"));

  private static Devnet devnet;
  private static EvmChain chain;

  private final long seed = Long.getLong("interlane.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @BeforeAll
  static void start() {
    devnet = Devnet.builder().chain(ChainId.eip155(31337)).start();
    DevnetChain node = devnet.chains().get(0);
    chain = EvmChain.connect(node.id(), node.rpcUrl());
  }

  @AfterAll
  static void stop() {
    if (devnet != null) {
      chain.close();
      devnet.close();
    }
  }

  @Test
  void addsAsTheNodeDoes() {
    for (Bytes first : g1()) {
      for (Bytes second : g1()) {
        Bytes input = Bytes.concat(first, second);

        assertThat(ours(() -> G1Point.decode(first).plus(G1Point.decode(second)).encode()))
            .as("seed %d, %s", seed, input)
            .isEqualTo(theirs(6, input));
      }
    }
  }

  @Test
  void multipliesAsTheNodeDoes() {
    for (Bytes point : g1()) {
      for (BigInteger scalar :
          List.of(
              BigInteger.ZERO,
              BigInteger.ONE,
              Bn254.ORDER,
              BigInteger.TWO.pow(256).subtract(BigInteger.ONE),
              new BigInteger(256, random))) {
        Bytes input = Bytes.concat(point, Bytes32.ofUnsigned(scalar).toBytes());

        assertThat(ours(() -> G1Point.decode(point).times(scalar).encode()))
            .as("seed %d, %s", seed, input)
            .isEqualTo(theirs(7, input));
      }
    }
  }

  @Test
  void pairsAsTheNodeDoes() {
    assertThat(theirs(8, Bytes.EMPTY)).contains(pairing(Bytes.EMPTY).orElseThrow());
    for (int round = 0; round < ROUNDS; round++) {
      List<Bytes> inputs = new ArrayList<>();
      inputs.add(product(round % 4, BigInteger.ZERO));
      inputs.add(product(round % 4, BigInteger.ONE));
      inputs.add(Bytes.concat(any(g1()), any(g2())));
      inputs.add(Bytes.concat(inputs.getFirst(), any(g1()), any(g2())));
      for (Bytes input : inputs) {
        assertThat(pairing(input)).as("seed %d, %s", seed, input).isEqualTo(theirs(8, input));
      }
    }
  }

  @Test
  void refusesEveryStrangePointAsTheNodeDoes() {
    Bytes g1 = G1Point.GENERATOR.encode();
    for (Bytes point : g2()) {
      Bytes input = Bytes.concat(g1, point);
      assertThat(pairing(input)).as("seed %d, %s", seed, input).isEqualTo(theirs(8, input));
    }
    for (Bytes point : g1()) {
      Bytes input = Bytes.concat(point, G2Point.GENERATOR.encode());
      assertThat(pairing(input)).as("seed %d, %s", seed, input).isEqualTo(theirs(8, input));
    }
    assertThat(OUTSIDE)
        .allSatisfy(point -> assertThat(theirs(8, Bytes.concat(g1, point))).isEmpty());
  }

  /** Points and what looks like them. */
  private List<Bytes> g1() {
    G1Point point = G1Point.GENERATOR.times(scalar());
    Bytes bytes = point.encode();
    return List.of(
        bytes,
        point.negated().encode(),
        G1Point.GENERATOR.encode(),
        G1Point.INFINITY.encode(),
        flipped(bytes),
        Bytes.concat(bytes.slice(32), bytes.slice(0, 32)),
        plusModulus(bytes, 0),
        plusModulus(G1Point.INFINITY.encode(), 32));
  }

  private List<Bytes> g2() {
    G2Point point = G2Point.GENERATOR.times(scalar());
    Bytes bytes = point.encode();
    return List.of(
        bytes,
        point.negated().encode(),
        G2Point.INFINITY.encode(),
        flipped(bytes),
        Bytes.concat(
            bytes.slice(32, 32), bytes.slice(0, 32), bytes.slice(96, 32), bytes.slice(64, 32)),
        plusModulus(bytes, 32),
        OUTSIDE.get(0),
        OUTSIDE.get(1));
  }

  /** Terms whose exponents add up to {@code sum}, so that their product is one if that is zero. */
  private Bytes product(int terms, BigInteger sum) {
    List<Bytes> parts = new ArrayList<>();
    BigInteger rest = sum;
    for (int i = 0; i < terms; i++) {
      BigInteger a = scalar();
      BigInteger b = scalar();
      parts.add(G1Point.GENERATOR.times(a).encode());
      parts.add(G2Point.GENERATOR.times(b).encode());
      rest = rest.subtract(a.multiply(b));
    }
    parts.add(G1Point.GENERATOR.times(rest).encode());
    parts.add(G2Point.GENERATOR.encode());
    return Bytes.concat(parts.toArray(Bytes[]::new));
  }

  private BigInteger scalar() {
    return new BigInteger(256, random);
  }

  private Bytes any(List<Bytes> points) {
    return points.get(random.nextInt(points.size()));
  }

  private Bytes flipped(Bytes bytes) {
    byte[] flipped = bytes.toArray();
    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    return Bytes.of(flipped);
  }

  /** The same point by its residues, written with a number that is not below the modulus. */
  private static Bytes plusModulus(Bytes bytes, int at) {
    BigInteger word = Bytes32.of(bytes.slice(at, 32)).toUnsigned().add(Bn254.FIELD_MODULUS);
    return Bytes.concat(
        bytes.slice(0, at), Bytes32.ofUnsigned(word).toBytes(), bytes.slice(at + 32));
  }

  private static Optional<Bytes> pairing(Bytes input) {
    int pair = G1Point.LENGTH_BYTES + G2Point.LENGTH_BYTES;
    return ours(
        () -> {
          List<Pairing.Term> terms = new ArrayList<>();
          for (int at = 0; at < input.length(); at += pair) {
            terms.add(
                Pairing.Term.of(
                    G1Point.read(input, at, "g1"),
                    G2Point.read(input, at + G1Point.LENGTH_BYTES, "g2")));
          }
          BigInteger verdict = Pairing.product(terms).isOne() ? BigInteger.ONE : BigInteger.ZERO;
          return Bytes32.ofUnsigned(verdict).toBytes();
        });
  }

  private static Optional<Bytes> ours(Supplier<Bytes> work) {
    try {
      return Optional.of(work.get());
    } catch (CodecException refused) {
      return Optional.empty();
    }
  }

  /** What the node's contract returns; nothing if it fails. */
  private static Optional<Bytes> theirs(int contract, Bytes input) {
    EvmAddress address =
        EvmAddress.of(Bytes32.ofUnsigned(BigInteger.valueOf(contract)).toBytes().slice(12));
    try {
      CallResult result =
          chain.port().call(CallRequest.view(address, input), new BlockSelector.Pending());
      return result instanceof CallResult.Returned returned && !returned.data().isEmpty()
          ? Optional.of(returned.data())
          : Optional.empty();
    } catch (MessagingException failed) {
      return Optional.empty();
    }
  }
}
