package dev.interlane.vectors.hyperlane;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.ChainOptions;
import dev.interlane.testkit.chain.Contract;
import dev.interlane.testkit.chain.Scheduler;
import dev.interlane.testkit.chain.SimulatedChain;
import dev.interlane.testkit.contract.CcipReadIsm;
import dev.interlane.testkit.contract.DomainRoutingIsm;
import dev.interlane.testkit.contract.Functions;
import dev.interlane.testkit.contract.InterchainGasPaymaster;
import dev.interlane.testkit.contract.Mailbox;
import dev.interlane.testkit.contract.MerkleTreeHook;
import dev.interlane.testkit.contract.NoopIsm;
import dev.interlane.testkit.contract.PausableIsm;
import dev.interlane.testkit.contract.PayloadRecipient;
import dev.interlane.testkit.contract.ProtocolFee;
import dev.interlane.testkit.contract.RateLimitedIsm;
import dev.interlane.testkit.contract.StaticAggregationHook;
import dev.interlane.testkit.contract.StaticAggregationIsm;
import dev.interlane.testkit.contract.StaticMerkleRootMultisigIsm;
import dev.interlane.testkit.contract.StaticMessageIdMultisigIsm;
import dev.interlane.testkit.contract.TrustedRelayerIsm;
import dev.interlane.vectors.VectorFile;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** One side of the recorded deployment, simulated, with every contract at its recorded address. */
final class RecordedNetwork {
  private static final BigInteger RICH = BigInteger.TEN.pow(24);
  private static final EvmAddress OWNER =
      EvmAddress.parse("0x00000000000000000000000000000000000000aa");
  private static final AbiFunction INITIALIZE =
      AbiFunction.parse("initialize(address,address,address,address)");
  private static final AbiFunction SET_ISM =
      AbiFunction.parse("setInterchainSecurityModule(address)");
  // What the capture deployed its modules with.
  private static final BigInteger RATE_LIMIT = BigInteger.TEN.pow(18);
  private static final List<String> CCIP_URLS =
      List.of("http://127.0.0.1:18799/{sender}/{data}.json");

  private static final int[][] QUORUMS = {{1, 1}, {2, 3}, {3, 5}, {5, 8}};

  private final SimulatedChain chain;
  private final EvmAddress mailbox;
  private final JsonNode deployment;
  private final JsonNode contracts;
  private final JsonNode tariff;

  private RecordedNetwork(VectorFile near, String side) {
    this.deployment = near.sibling("deployment.json").content();
    this.contracts = deployment.required(side).required("contracts");
    this.tariff = near.sibling("hook_metadata_igp.json").content().required("oracle");
    this.chain =
        SimulatedChain.start(
            ChainOptions.builder()
                .id(ChainId.eip155(Recorded.number(deployment.required(side), "evmChainId")))
                .seed(1)
                .build(),
            new Scheduler(Instant.ofEpochSecond(1_700_000_000)));
    this.mailbox = at("mailbox");
    chain.deploy(mailbox, new Mailbox(Recorded.number(deployment.required(side), "domain")));
    chain.deploy(at("noopIsm"), new NoopIsm());
    deployHooks();
  }

  /** The chain that messages were sent from, by the files beside this one. */
  static RecordedNetwork origin(VectorFile near) {
    return new RecordedNetwork(near, "origin");
  }

  /** The chain that messages were delivered on, by the files beside this one. */
  static RecordedNetwork destination(VectorFile near) {
    RecordedNetwork network = new RecordedNetwork(near, "destination");
    network.deployModules();
    network.deployRecipients();
    return network;
  }

  SimulatedChain chain() {
    return chain;
  }

  EvmAddress mailbox() {
    return mailbox;
  }

  EvmAddress at(String name) {
    return Recorded.address(contracts, name);
  }

  /** Sends a transaction to the mailbox and mines it. */
  TransactionReceipt send(EvmAddress from, BigInteger value, Bytes calldata) {
    chain.fund(from, RICH);
    Bytes32 hash = chain.impersonate(new CallRequest(from, mailbox, calldata, value));
    chain.mine();
    return chain.receipt(hash).orElseThrow();
  }

  CallResult call(EvmAddress from, EvmAddress to, BigInteger value, Bytes calldata) {
    chain.fund(from, RICH);
    return chain.call(new CallRequest(from, to, calldata, value), BlockSelector.LATEST);
  }

  /** What a function that reads returns; it must not revert. */
  Bytes view(EvmAddress contract, Bytes calldata) {
    return returned(chain.call(CallRequest.view(contract, calldata), BlockSelector.LATEST));
  }

  static Bytes returned(CallResult result) {
    return switch (result) {
      case CallResult.Returned returned -> returned.data();
      case CallResult.Reverted reverted ->
          throw new IllegalStateException("A call that has to return reverts: " + reverted);
    };
  }

  private void perform(EvmAddress contract, Bytes calldata) {
    returned(chain.perform(CallRequest.view(contract, calldata)));
  }

  private void deployHooks() {
    chain.deploy(at("merkleTreeHook"), new MerkleTreeHook(mailbox));
    chain.deploy(
        at("igp"),
        new InterchainGasPaymaster(
            new TreeMap<>(
                Map.of(
                    Recorded.number(deployment.required("destination"), "domain"),
                    new InterchainGasPaymaster.Tariff(
                        Recorded.number(tariff, "gasOverhead"),
                        Recorded.wei(tariff, "gasPrice"),
                        Recorded.wei(tariff, "tokenExchangeRate"))))));
    chain.deploy(at("protocolFee"), new ProtocolFee(Recorded.wei(tariff, "protocolFee")));
    chain.deploy(
        at("aggHook"), new StaticAggregationHook(List.of(at("merkleTreeHook"), at("igp"))));
    perform(mailbox, INITIALIZE.encodeCall(OWNER, at("noopIsm"), at("aggHook"), at("protocolFee")));
  }

  private void deployModules() {
    List<EvmAddress> validators =
        deployment
            .required("validators")
            .valueStream()
            .map(one -> Recorded.address(one, "address"))
            .toList();
    chain.deploy(
        at("trustedRelayerIsm"),
        new TrustedRelayerIsm(mailbox, Recorded.address(deployment, "trustedRelayer")));
    chain.deploy(at("pausableIsm"), new PausableIsm(OWNER));
    chain.deploy(at("testIsm"), new RefusingIsm());
    for (int[] quorum : QUORUMS) {
      String name = quorum[0] + "of" + quorum[1];
      List<EvmAddress> set = validators.subList(0, quorum[1]);
      chain.deploy(at("msgId_" + name), new StaticMessageIdMultisigIsm(set, quorum[0]));
      chain.deploy(at("merkle_" + name), new StaticMerkleRootMultisigIsm(set, quorum[0]));
    }
    List<EvmAddress> three = List.of(at("trustedRelayerIsm"), at("msgId_2of3"), at("merkle_2of3"));
    chain.deploy(at("agg_1of2"), new StaticAggregationIsm(three.subList(0, 2), 1));
    chain.deploy(
        at("agg_2of2"), new StaticAggregationIsm(List.of(at("pausableIsm"), at("msgId_2of3")), 2));
    chain.deploy(at("agg_2of3"), new StaticAggregationIsm(three, 2));
    chain.deploy(at("agg_3of3"), new StaticAggregationIsm(three, 3));
    chain.deploy(
        at("rateLimitedIsm"),
        new RateLimitedIsm(mailbox, OWNER, at("light_rate"), RATE_LIMIT, Duration.ofDays(1)));
    chain.deploy(at("ccipReadIsm"), new CcipReadIsm(CCIP_URLS));
    long origin = Recorded.number(deployment.required("origin"), "domain");
    chain.deploy(
        at("routing"), new DomainRoutingIsm(new TreeMap<>(Map.of(origin, at("msgId_2of3")))));
  }

  private void deployRecipients() {
    for (String name : new ArrayList<>(contracts.propertyNames())) {
      String named = name.substring(name.indexOf('_') + 1);
      String module = named.equals("rate") ? "rateLimitedIsm" : named;
      boolean isKnown = contracts.has(module);
      if (name.startsWith("light_") && isKnown) {
        chain.deploy(at(name), new LightRecipient(at(module)));
      } else if (name.startsWith("rcpt_") && isKnown) {
        chain.deploy(at(name), new PayloadRecipient(mailbox));
        perform(at(name), SET_ISM.encodeCall(at(module)));
      }
    }
  }

  /** Takes everything and does nothing. */
  private static final class LightRecipient implements Contract {
    private final Functions functions;

    LightRecipient(EvmAddress ism) {
      functions =
          new Functions()
              .payable("handle(uint32,bytes32,bytes)", (frame, unused) -> Bytes.EMPTY)
              .getter("interchainSecurityModule()", frame -> ism.toWord());
    }

    @Override
    public Bytes execute(CallFrame frame) {
      return functions.execute(frame);
    }
  }

  /** A module that says no without reverting. */
  private static final class RefusingIsm implements Contract {
    private static final Bytes32 NULL_TYPE = Bytes32.ofUnsigned(BigInteger.valueOf(6));

    private final Functions functions =
        new Functions()
            .getter("moduleType()", frame -> NULL_TYPE)
            .add("verify(bytes,bytes)", (frame, arguments) -> Bytes32.ZERO.toBytes());

    @Override
    public Bytes execute(CallFrame frame) {
      return functions.execute(frame);
    }
  }
}
