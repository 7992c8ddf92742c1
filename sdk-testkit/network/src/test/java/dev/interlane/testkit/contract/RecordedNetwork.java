package dev.interlane.testkit.contract;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
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
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** One side of the recorded deployment, with every contract at its recorded address. */
final class RecordedNetwork {
  static final BigInteger RICH = BigInteger.TEN.pow(24);
  private static final EvmAddress OWNER =
      EvmAddress.parse("0x00000000000000000000000000000000000000aa");

  final SimulatedChain chain;
  final EvmAddress mailbox;
  private final JsonNode contracts;

  private RecordedNetwork(String side) {
    JsonNode deployment = Recording.read("deployment").get(side);
    this.contracts = deployment.get("contracts");
    this.chain =
        SimulatedChain.start(
            ChainOptions.builder()
                .id(ChainId.eip155(deployment.get("evmChainId").asLong()))
                .seed(1)
                .build(),
            new Scheduler(Instant.ofEpochSecond(1_700_000_000)));
    this.mailbox = at("mailbox");
    chain.deploy(mailbox, new Mailbox(deployment.get("domain").asLong()));
    chain.deploy(at("noopIsm"), new NoopIsm());
  }

  static RecordedNetwork origin() {
    RecordedNetwork network = new RecordedNetwork("origin");
    network.deployHooks();
    return network;
  }

  static RecordedNetwork destination() {
    RecordedNetwork network = new RecordedNetwork("destination");
    network.deployHooks();
    network.deployModules();
    return network;
  }

  EvmAddress at(String name) {
    return Recording.address(contracts.get(name));
  }

  /** Sends a transaction and mines it. */
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

  private void deployHooks() {
    JsonNode tariff = Recording.read("hook_metadata_igp").get("oracle");
    chain.deploy(at("merkleTreeHook"), new MerkleTreeHook(mailbox));
    chain.deploy(
        at("igp"),
        new InterchainGasPaymaster(
            new TreeMap<>(
                Map.of(
                    31337L + 1,
                    new InterchainGasPaymaster.Tariff(
                        tariff.get("gasOverhead").asLong(),
                        new BigInteger(tariff.get("gasPrice").asString()),
                        new BigInteger(tariff.get("tokenExchangeRate").asString()))))));
    chain.deploy(
        at("protocolFee"), new ProtocolFee(new BigInteger(tariff.get("protocolFee").asString())));
    chain.deploy(
        at("aggHook"), new StaticAggregationHook(List.of(at("merkleTreeHook"), at("igp"))));
    Bytes initialize =
        Bytes.concat(
            Abi.selector("initialize(address,address,address,address)"),
            Abi.words(
                OWNER.toWord(),
                at("noopIsm").toWord(),
                at("aggHook").toWord(),
                at("protocolFee").toWord()));
    CallResult result = chain.perform(CallRequest.view(mailbox, initialize));
    if (!(result instanceof CallResult.Returned)) {
      throw new AssertionError("initialize: " + result);
    }
  }

  private void deployModules() {
    JsonNode deployment = Recording.read("deployment");
    EvmAddress relayer = Recording.address(deployment.get("trustedRelayer"));
    List<EvmAddress> validators =
        Recording.list(deployment.get("validators")).stream()
            .map(one -> Recording.address(one.get("address")))
            .toList();
    chain.deploy(at("trustedRelayerIsm"), new TrustedRelayerIsm(mailbox, relayer));
    chain.deploy(at("pausableIsm"), new PausableIsm(OWNER));
    chain.deploy(at("testIsm"), new RefusingIsm());
    int[][] quorums = {{1, 1}, {2, 3}, {3, 5}, {5, 8}};
    for (int[] quorum : quorums) {
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
        at("routing"), new DomainRoutingIsm(new TreeMap<>(Map.of(31337L, at("msgId_2of3")))));
    deployRecipients();
  }

  private void deployRecipients() {
    for (String name : new ArrayList<>(contracts.propertyNames())) {
      String module = name.substring(name.indexOf('_') + 1);
      boolean known = contracts.has(module) && !module.startsWith("ccip");
      if (name.startsWith("light_") && known) {
        chain.deploy(at(name), new LightRecipient(at(module)));
      } else if (name.startsWith("rcpt_") && known) {
        chain.deploy(at(name), new PayloadRecipient(mailbox));
        chain.perform(
            CallRequest.view(
                at(name),
                Bytes.concat(
                    Abi.selector("setInterchainSecurityModule(address)"),
                    at(module).toWord().toBytes())));
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
              .constant("interchainSecurityModule()", ism);
    }

    @Override
    public Bytes execute(CallFrame frame) {
      return functions.execute(frame);
    }
  }

  /** A module that says no without reverting. */
  private static final class RefusingIsm implements Contract {
    private final Functions functions =
        SecurityModule.functions(SecurityModule.NULL, (frame, metadata, message) -> false);

    @Override
    public Bytes execute(CallFrame frame) {
      return functions.execute(frame);
    }
  }
}
