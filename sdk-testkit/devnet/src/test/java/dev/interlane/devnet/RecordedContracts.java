package dev.interlane.devnet;

import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Strictness;
import dev.interlane.codec.evm.AbiCodec;
import dev.interlane.primitive.Bytes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One side of the deployment that the vectors were captured from, made again of the real contracts,
 * each at its recorded address. A constructor is run there by giving the account its creation code
 * as code: what it writes stays, and what it returns becomes the account's code. Static sets are
 * clones without storage of their own: theirs is only copied.
 */
final class RecordedContracts {
  private static final BigInteger RATE_LIMIT = BigInteger.TEN.pow(18);
  private static final long DAY_SECONDS = 86_400;
  private static final List<String> CCIP_URLS =
      List.of("http://127.0.0.1:18799/{sender}/{data}.json");
  private static final int[][] QUORUMS = {{1, 1}, {2, 3}, {3, 5}, {5, 8}};

  private final Devnet devnet;
  private final DevnetChain chain;
  private final HyperlaneArtifacts artifacts;
  private final JsonNode deployment;
  private final JsonNode side;
  private final EvmAddress owner;

  private RecordedContracts(Devnet devnet, DevnetChain chain, JsonNode deployment, String side) {
    this.devnet = devnet;
    this.chain = chain;
    this.artifacts = HyperlaneArtifacts.open(DevnetCache.ofUser());
    this.deployment = deployment;
    this.side = deployment.required(side);
    this.owner = devnet.deployer().address();
  }

  /** The chain that messages were sent from: mailbox, hooks with the recorded tariff. */
  static RecordedContracts origin(Devnet devnet, JsonNode deployment, JsonNode tariff) {
    RecordedContracts origin =
        new RecordedContracts(devnet, devnet.chains().get(0), deployment, "origin");
    origin.placeMailbox();
    origin.placeHooks(tariff, number(deployment.required("destination"), "domain"));
    origin.initialize("aggHook", "protocolFee");
    origin.make("validatorAnnounce", "ValidatorAnnounce", "(address)", origin.at("mailbox"));
    return origin;
  }

  /** The chain that messages were delivered on: mailbox, modules, recipients behind them. */
  static RecordedContracts destination(Devnet devnet, JsonNode deployment) {
    RecordedContracts destination =
        new RecordedContracts(devnet, devnet.chains().get(1), deployment, "destination");
    destination.placeMailbox();
    // Some hook has to be there.
    destination.make("merkleTreeHook", "MerkleTreeHook", "(address)", destination.at("mailbox"));
    destination.initialize("merkleTreeHook", "merkleTreeHook");
    destination.placeSets();
    destination.placeModules();
    destination.placeRecipients();
    return destination;
  }

  DevnetChain chain() {
    return chain;
  }

  EvmAddress at(String name) {
    return address(side.required("contracts").required(name));
  }

  /** A call by whoever deployed the contracts. */
  void own(String contract, String signature, Object... arguments) {
    chain.send(owner, at(contract), Calls.of(signature, arguments));
  }

  private void placeMailbox() {
    make("mailbox", "Mailbox", "(uint32)", number(side, "domain"));
    make("noopIsm", "NoopIsm", "()");
  }

  private void initialize(String defaultHook, String requiredHook) {
    own(
        "mailbox",
        "initialize(address,address,address,address)",
        owner,
        at("noopIsm"),
        at(defaultHook),
        at(requiredHook));
  }

  private void placeHooks(JsonNode tariff, long destination) {
    make("merkleTreeHook", "MerkleTreeHook", "(address)", at("mailbox"));
    make("gasOracle", "StorageGasOracle", "()");
    make("igp", "InterchainGasPaymaster", "()");
    own("igp", "initialize(address,address)", owner, owner);
    own(
        "gasOracle",
        "setRemoteGasDataConfigs((uint32,uint128,uint128)[])",
        List.of(List.of(destination, wei(tariff, "tokenExchangeRate"), wei(tariff, "gasPrice"))));
    own(
        "igp",
        "setDestinationGasConfigs((uint32,(address,uint96))[])",
        List.of(List.of(destination, List.of(at("gasOracle"), number(tariff, "gasOverhead")))));
    BigInteger fee = wei(tariff, "protocolFee");
    make("protocolFee", "ProtocolFee", "(uint256,uint256,address,address)", fee, fee, owner, owner);
    List<EvmAddress> hooks = List.of(at("merkleTreeHook"), at("igp"));
    EvmAddress factory = chain.address(DevnetContract.AGGREGATION_HOOK_FACTORY);
    Bytes made = chain.read(factory, Calls.of("getAddress(address[])", hooks));
    chain.send(owner, factory, Calls.of("deploy(address[])", hooks));
    copy(EvmAddress.of(made.slice(12)), "aggHook");
  }

  private void placeModules() {
    make("testIsm", "TestIsm", "()");
    own("testIsm", "setVerify(bool)", false);
    make(
        "trustedRelayerIsm",
        "TrustedRelayerIsm",
        "(address,address)",
        at("mailbox"),
        address(deployment.required("trustedRelayer")));
    make("pausableIsm", "PausableIsm", "(address)", owner);
    make("ccipReadIsm", "TestCcipReadIsm", "(string[])", CCIP_URLS);
    make(
        "rateLimitedIsm",
        "RateLimitedIsm",
        "(address,uint256,uint256,address)",
        at("mailbox"),
        RATE_LIMIT,
        DAY_SECONDS,
        at("light_rate"));
    make("routing", "DomainRoutingIsm", "()");
    own(
        "routing",
        "initialize(address,uint32[],address[])",
        owner,
        List.of(number(deployment.required("origin"), "domain")),
        List.of(at("msgId_2of3")));
  }

  private void placeSets() {
    DevnetModules modules = devnet.modules(chain);
    List<EvmAddress> validators = new ArrayList<>();
    deployment
        .required("validators")
        .valueStream()
        .forEach(one -> validators.add(address(one.required("address"))));
    for (int[] quorum : QUORUMS) {
      List<EvmAddress> set = validators.subList(0, quorum[1]);
      String name = quorum[0] + "of" + quorum[1];
      copy(modules.multisig(DevnetModules.Multisig.MESSAGE_ID, set, quorum[0]), "msgId_" + name);
      copy(modules.multisig(DevnetModules.Multisig.MERKLE_ROOT, set, quorum[0]), "merkle_" + name);
    }
    List<EvmAddress> three = List.of(at("trustedRelayerIsm"), at("msgId_2of3"), at("merkle_2of3"));
    Map<String, List<EvmAddress>> sets = new LinkedHashMap<>();
    sets.put("agg_1of2", three.subList(0, 2));
    sets.put("agg_2of2", List.of(at("pausableIsm"), at("msgId_2of3")));
    sets.put("agg_2of3", three);
    sets.put("agg_3of3", three);
    sets.forEach(
        (name, members) ->
            copy(
                devnet.createAggregationIsm(chain, members, Character.digit(name.charAt(4), 10)),
                name));
  }

  private void placeRecipients() {
    for (String name : List.copyOf(side.required("contracts").propertyNames())) {
      String named = name.substring(name.indexOf('_') + 1);
      EvmAddress ism =
          named.equals("rate")
              ? at("rateLimitedIsm")
              : side.required("contracts").has(named) ? at(named) : EvmAddress.ZERO;
      if (name.startsWith("light_")) {
        make(name, "LightTestRecipient", "()");
      } else if (name.startsWith("rcpt_") || name.equals("defaultRcpt")) {
        make(name, "TestRecipient", "()");
      } else {
        continue;
      }
      if (!name.equals("defaultRcpt")) {
        own(name, "setInterchainSecurityModule(address)", ism);
      }
    }
  }

  /** Runs a contract's constructor at its recorded address. */
  private void make(String name, String contract, String parameters, Object... arguments) {
    Bytes creation =
        Bytes.concat(
            artifacts.contract(contract).bytecode(), AbiCodec.parse(parameters).encode(arguments));
    EvmAddress place = at(name);
    setCode(place, creation);
    Bytes runtime =
        Bytes.fromHex(
            chain
                .rpc()
                .call(
                    "eth_call", Map.of("from", owner.toString(), "to", place.toString()), "latest")
                .asString());
    chain.send(owner, place, Bytes.EMPTY);
    setCode(place, runtime);
  }

  private void copy(EvmAddress from, String name) {
    JsonNode code = chain.rpc().call("eth_getCode", from.toString(), "latest");
    setCode(at(name), Bytes.fromHex(code.asString()));
  }

  private void setCode(EvmAddress place, Bytes code) {
    chain.rpc().call("anvil_setCode", place.toString(), code.toHex());
  }

  static EvmAddress address(JsonNode text) {
    return EvmAddress.parse(text.asString(), Strictness.LENIENT);
  }

  static long number(JsonNode node, String field) {
    return node.required(field).longValue();
  }

  /** Decimal digits; zero where there is none. */
  static BigInteger wei(JsonNode node, String field) {
    return node.hasNonNull(field) ? new BigInteger(node.get(field).asString()) : BigInteger.ZERO;
  }
}
