package dev.interlane.benchmarks;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.trie.Trie;
import dev.interlane.codec.trie.TrieProof;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.crypto.Secp256k1;
import dev.interlane.evm.groth16.Groth16Claim;
import dev.interlane.evm.groth16.Groth16Proof;
import dev.interlane.evm.groth16.Groth16Verifier;
import dev.interlane.evm.groth16.PublicInputs;
import dev.interlane.mailbox.MerkleProof;
import dev.interlane.mailbox.MerkleTree;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.Signature;
import dev.interlane.testkit.zk.TrapdoorProver;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures the verification of proofs, one thread, CPU time. Every measured run verifies something
 * that holds, and fails if it does not.
 */
@Command(
    name = "proofs",
    mixinStandardHelpOptions = true,
    description = "Measures the verification of Groth16 proofs, quorums and tree proofs.",
    footer = {
      "",
      "One thread's CPU time and allocation, the median of rounds after a warm-up. The lines that"
          + " begin with 'elsewhere' were measured on another day, on 2 shared cores, and are there"
          + " for comparison only. Figures go to standard output, progress to standard error."
    })
final class Proofs implements Callable<Integer> {
  private static final double MILLI = 1e6;
  private static final double MICRO = 1e3;
  private static final int INPUTS = 5;
  private static final int[] BATCHES = {4, 16, 64};
  private static final int[] QUORUMS = {3, 13, 19, 100};
  private static final int ENTRIES = 1 << 16;

  @Option(names = "--quick", description = "A short form: fewer rounds, figures less steady.")
  private boolean quick;

  @Mixin private final Report report = new Report();

  private final Figures figures = new Figures();

  @Override
  public Integer call() throws IOException {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    groth16();
    quorums();
    merkleTree();
    trie();
    report.give(quick ? "; short form" : "", figures);
    return 0;
  }

  private void groth16() {
    progress("Groth16");
    TrapdoorProver prover = TrapdoorProver.of(1, INPUTS);
    Groth16Verifier verifier = Groth16Verifier.of(prover.verifyingKey());
    List<Groth16Claim> claims = new ArrayList<>();
    for (int i = 0; i < BATCHES[BATCHES.length - 1]; i++) {
      PublicInputs inputs = inputs(i);
      claims.add(new Groth16Claim(prover.prove(inputs), inputs));
    }
    Bytes encoded = claims.getFirst().proof().encode();
    PublicInputs inputs = claims.getFirst().inputs();

    Cost single =
        cost(50, () -> verifier.accepts(new Groth16Claim(Groth16Proof.decode(encoded), inputs)));
    figures.atMost(
        "Groth16 proof of 5 inputs, decoded and verified", single.nanos / MILLI, 6, "ms");
    figures.note("  allocated", single.bytes / 1024, "KiB");
    figures.note(
        "  decoded alone, curves and subgroup checked",
        cost(200, () -> !Groth16Proof.decode(encoded).a().isInfinity()).nanos / MILLI,
        "ms");
    figures.note("  elsewhere: first prototype in Java", 11, "ms");
    figures.note("  elsewhere: @noble/curves in Node, its pairings alone", 24, "ms");
    figures.note("  elsewhere: snarkjs in Node, at best", 41, "ms");
    SecureRandom random = new SecureRandom();
    for (int size : BATCHES) {
      List<Groth16Claim> batch = claims.subList(0, size);
      Cost whole = cost(Math.max(1, 50 / size), () -> verifier.acceptsAll(batch, random));
      figures.atMost(
          "Groth16, each of a batch of " + size + ", already decoded",
          whole.nanos / MILLI / size,
          single.nanos / MILLI,
          "ms");
    }
    Cost key = cost(10, () -> Groth16Verifier.of(prover.verifyingKey()).key().inputCount() > 0);
    figures.note("Groth16 verifier of a key, made once", key.nanos / MILLI, "ms");
  }

  private static PublicInputs inputs(int number) {
    List<Bytes32> values = new ArrayList<>();
    for (int i = 0; i < INPUTS; i++) {
      BigInteger hash = Keccak256.hash(Bytes.fromUtf8(number + " " + i)).toUnsigned();
      values.add(Bytes32.ofUnsigned(hash.shiftRight(3)));
    }
    return new PublicInputs(values);
  }

  private void quorums() {
    progress("quorums");
    Bytes32 digest = Keccak256.hash(Bytes.fromUtf8("checkpoint"));
    for (int signers : QUORUMS) {
      List<EvmAddress> addresses = new ArrayList<>();
      List<Signature> signatures = new ArrayList<>();
      for (int i = 1; i <= signers; i++) {
        PrivateKey key = PrivateKey.of(Bytes32.ofUnsigned(BigInteger.valueOf(i)));
        addresses.add(key.address());
        signatures.add(Secp256k1.sign(digest, key));
      }
      Cost cost = cost(1 + 400 / signers, () -> isQuorum(digest, signatures, addresses));
      figures.note("secp256k1 quorum of " + signers, cost.nanos / MILLI, "ms");
    }
  }

  private static boolean isQuorum(
      Bytes32 digest, List<Signature> signatures, List<EvmAddress> signers) {
    for (int i = 0; i < signers.size(); i++) {
      if (!Secp256k1.verify(digest, signatures.get(i), signers.get(i))) {
        return false;
      }
    }
    return true;
  }

  private void merkleTree() {
    progress("message tree");
    MerkleTree tree = new MerkleTree();
    for (int i = 0; i < ENTRIES; i++) {
      tree.insert(Bytes32.ofUnsigned(BigInteger.valueOf(i)));
    }
    Bytes32 root = tree.root();
    MerkleProof proof = tree.proof(ENTRIES / 3, ENTRIES);
    Cost cost = cost(500, () -> proof.root().equals(root));
    figures.note("Merkle-root proof, 32 levels", cost.nanos / MICRO, "us");
    figures.note("  allocated", cost.bytes / 1024, "KiB");
  }

  private void trie() {
    progress("state trie");
    Trie trie = Trie.empty();
    for (int i = 0; i < ENTRIES; i++) {
      trie = trie.put(key(i), Bytes.of(new byte[] {1}));
    }
    Bytes32 root = trie.root();
    Bytes key = key(ENTRIES / 3);
    List<Bytes> nodes = trie.proof(key);
    Cost cost = cost(500, () -> TrieProof.verify(root, key, nodes).isPresent());
    figures.note(
        "Merkle-Patricia proof, %d nodes, %,d entries".formatted(nodes.size(), ENTRIES),
        cost.nanos / MICRO,
        "us");
    figures.note("  allocated", cost.bytes / 1024, "KiB");
  }

  private static Bytes key(int number) {
    return Keccak256.hash(Bytes32.ofUnsigned(BigInteger.valueOf(number)).toBytes()).toBytes();
  }

  /** The median cost of one run, after runs that get everything compiled. */
  private Cost cost(int runs, BooleanSupplier verification) {
    int warmUps = quick ? 20 : 60;
    int rounds = quick ? 5 : 15;
    Runnable round =
        () -> {
          for (int i = 0; i < runs; i++) {
            if (!verification.getAsBoolean()) {
              throw new IllegalStateException("What is measured does not hold");
            }
          }
        };
    for (int i = 0; i < warmUps; i++) {
      round.run();
    }
    List<Double> nanos = new ArrayList<>();
    List<Double> bytes = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      Effort effort = Effort.of(round);
      nanos.add(effort.threadNanos() / (double) runs);
      bytes.add(effort.allocatedBytes() / (double) runs);
    }
    return new Cost(median(nanos), median(bytes));
  }

  private static double median(List<Double> figures) {
    return figures.stream().sorted().skip(figures.size() / 2).findFirst().orElseThrow();
  }

  private static void progress(String what) {
    System.err.println("measuring: " + what);
  }

  private record Cost(double nanos, double bytes) {}
}
