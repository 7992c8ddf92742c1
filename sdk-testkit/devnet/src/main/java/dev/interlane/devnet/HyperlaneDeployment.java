package dev.interlane.devnet;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiCodec;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.primitive.Bytes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the contracts of {@link DevnetContract} on one chain. The mailbox's proxy is created
 * uninitialised, because hooks and ISMs take the mailbox and initialising takes them; since anybody
 * could initialise it in between, the owner is checked afterwards.
 */
final class HyperlaneDeployment {
  /** The largest deposit of a vault: with 18 decimals, a million. */
  static final BigInteger VAULT_CAP = BigInteger.TEN.pow(24);

  // The paymaster's tariff: a coin worth as much as here, in 1e-10.
  private static final long SAME_WORTH = 10_000_000_000L;

  /** 2,000 tokens of 6 decimals for 1e18 wei, in 1e-10. */
  private static final long FEE_TOKEN_RATE = 20;

  private static final long GAS_PRICE_WEI = 1_000_000_000L;
  private static final long GAS_OVERHEAD = 75_000;

  /** The router wants one, for calls that are committed to and revealed later; nobody asks it. */
  private static final String NO_GATEWAY = "https://gateway.invalid";

  private final DevnetChain chain;
  private final HyperlaneArtifacts hyperlane;
  private final SolidityContracts ours;
  private final EvmAddress deployer;

  HyperlaneDeployment(
      DevnetChain chain,
      HyperlaneArtifacts hyperlane,
      SolidityContracts ours,
      EvmAddress deployer) {
    this.chain = chain;
    this.hyperlane = hyperlane;
    this.ours = ours;
    this.deployer = deployer;
  }

  void run(EvmAddress trustedRelayer, List<EvmAddress> validators, int threshold) {
    createMailbox();
    createSets(validators, threshold);
    initializeMailbox();
    place(DevnetContract.VALIDATOR_ANNOUNCE, "ValidatorAnnounce", "(address)", mailbox());
    place(
        DevnetContract.TRUSTED_RELAYER_ISM,
        "TrustedRelayerIsm",
        "(address,address)",
        mailbox(),
        trustedRelayer);
    placeStateHooks();
    place(
        DevnetContract.INTERCHAIN_ACCOUNT_ROUTER,
        "InterchainAccountRouter",
        "(address,address,address,uint256,string[])",
        mailbox(),
        // No hook of its own: the mailbox's default one.
        EvmAddress.ZERO,
        deployer,
        BigInteger.ZERO,
        List.of(NO_GATEWAY));
    List<EvmAddress> either =
        List.of(
            chain.address(DevnetContract.TRUSTED_RELAYER_ISM),
            chain.address(DevnetContract.MESSAGE_ID_MULTISIG_ISM));
    placeSet(
        DevnetContract.RELAYER_AND_VALIDATORS_ISM,
        DevnetContract.AGGREGATION_ISM_FACTORY,
        either,
        2);
    placeSet(
        DevnetContract.RELAYER_OR_VALIDATORS_ISM,
        DevnetContract.AGGREGATION_ISM_FACTORY,
        either,
        1);
  }

  /** Vaults, each taking calls of {@code sender} from every chain of the devnet but its own. */
  void addVaults(EvmAddress sender, List<DevnetChain> origins) {
    placeVault(
        DevnetContract.TRUSTED_RELAYER_VAULT, DevnetContract.TRUSTED_RELAYER_ISM, sender, origins);
    placeVault(
        DevnetContract.MESSAGE_ID_MULTISIG_VAULT,
        DevnetContract.MESSAGE_ID_MULTISIG_ISM,
        sender,
        origins);
    placeVault(
        DevnetContract.MERKLE_ROOT_MULTISIG_VAULT,
        DevnetContract.MERKLE_ROOT_MULTISIG_ISM,
        sender,
        origins);
    placeVault(DevnetContract.AGGREGATION_VAULT, DevnetContract.AGGREGATION_ISM, sender, origins);
    placeVault(
        DevnetContract.RELAYER_AND_VALIDATORS_VAULT,
        DevnetContract.RELAYER_AND_VALIDATORS_ISM,
        sender,
        origins);
    placeVault(
        DevnetContract.RELAYER_OR_VALIDATORS_VAULT,
        DevnetContract.RELAYER_OR_VALIDATORS_ISM,
        sender,
        origins);
  }

  EvmAddress createVault(EvmAddress ism, EvmAddress sender, List<DevnetChain> origins) {
    return createRecipient(
        "Vault",
        AbiCodec.parse("(address,address,uint256)").encode(mailbox(), deployer, VAULT_CAP),
        ism,
        sender,
        origins);
  }

  EvmAddress createRecorder(
      List<Bytes> selectors, EvmAddress ism, EvmAddress sender, List<DevnetChain> origins) {
    return createRecipient(
        "Recorder",
        AbiCodec.parse("(address,address,bytes4[])").encode(mailbox(), deployer, selectors),
        ism,
        sender,
        origins);
  }

  EvmAddress createRefuser(EvmAddress ism, Devnet.Refusing manner) {
    return chain.create(
        deployer,
        ours.contract("Refuser"),
        AbiCodec.parse("(uint8,address)").encode(manner.number, ism));
  }

  EvmAddress createMailboxOf(EvmAddress stranger) {
    EvmAddress proxy =
        chain.create(
            deployer,
            hyperlane.contract("TransparentUpgradeableProxy"),
            AbiCodec.parse("(address,address,bytes)")
                .encode(
                    chain.address(DevnetContract.MAILBOX_IMPLEMENTATION),
                    chain.address(DevnetContract.PROXY_ADMIN),
                    Bytes.EMPTY));
    chain.send(
        stranger,
        proxy,
        AbiFunction.parse("initialize(address,address,address,address)")
            .encodeCall(
                stranger,
                chain.address(DevnetContract.MESSAGE_ID_MULTISIG_ISM),
                chain.address(DevnetContract.MERKLE_TREE_HOOK),
                chain.address(DevnetContract.PROTOCOL_FEE)));
    return proxy;
  }

  EvmAddress createFeeToken() {
    return chain.create(deployer, ours.contract("FeeToken"), Bytes.EMPTY);
  }

  EvmAddress createTestRecipient() {
    return chain.create(deployer, hyperlane.contract("TestRecipient"), Bytes.EMPTY);
  }

  EvmAddress createStateProofIsm(EvmAddress lightClient, EvmAddress hook) {
    return chain.create(
        deployer,
        ours.contract("StateProofIsm"),
        AbiCodec.parse("(address,address,uint256)").encode(lightClient, hook, BigInteger.ZERO));
  }

  EvmAddress createTestLightClient(
      BigInteger originChainId, List<BigInteger> verifyingKey, int keptRoots) {
    return chain.create(
        deployer,
        ours.contract("TestLightClient"),
        AbiCodec.parse("(uint256,uint256[18],address,uint256)")
            .encode(originChainId, verifyingKey, deployer, keptRoots));
  }

  private EvmAddress createRecipient(
      String contract,
      Bytes arguments,
      EvmAddress ism,
      EvmAddress sender,
      List<DevnetChain> origins) {
    EvmAddress recipient = chain.create(deployer, ours.contract(contract), arguments);
    call(recipient, "setInterchainSecurityModule(address)", ism);
    for (DevnetChain origin : origins) {
      if (origin != chain) {
        call(recipient, "enroll(uint32,bytes32)", origin.domain(), sender.toWord());
      }
    }
    return recipient;
  }

  private void createMailbox() {
    place(DevnetContract.PROXY_ADMIN, "ProxyAdmin", "()");
    place(DevnetContract.MAILBOX_IMPLEMENTATION, "Mailbox", "(uint32)", chain.domain());
    place(
        DevnetContract.MAILBOX,
        "TransparentUpgradeableProxy",
        "(address,address,bytes)",
        chain.address(DevnetContract.MAILBOX_IMPLEMENTATION),
        chain.address(DevnetContract.PROXY_ADMIN),
        Bytes.EMPTY);
    place(DevnetContract.MERKLE_TREE_HOOK, "MerkleTreeHook", "(address)", mailbox());
    place(
        DevnetContract.PROTOCOL_FEE,
        "ProtocolFee",
        "(uint256,uint256,address,address)",
        BigInteger.ZERO,
        BigInteger.ZERO,
        deployer,
        deployer);
  }

  private void createSets(List<EvmAddress> validators, int threshold) {
    place(
        DevnetContract.MESSAGE_ID_MULTISIG_ISM_FACTORY, "StaticMessageIdMultisigIsmFactory", "()");
    place(
        DevnetContract.MERKLE_ROOT_MULTISIG_ISM_FACTORY,
        "StaticMerkleRootMultisigIsmFactory",
        "()");
    place(DevnetContract.AGGREGATION_ISM_FACTORY, "StaticAggregationIsmFactory", "()");
    placeSet(
        DevnetContract.MESSAGE_ID_MULTISIG_ISM,
        DevnetContract.MESSAGE_ID_MULTISIG_ISM_FACTORY,
        validators,
        threshold);
    placeSet(
        DevnetContract.MERKLE_ROOT_MULTISIG_ISM,
        DevnetContract.MERKLE_ROOT_MULTISIG_ISM_FACTORY,
        validators,
        threshold);
    List<EvmAddress> both =
        List.of(
            chain.address(DevnetContract.MESSAGE_ID_MULTISIG_ISM),
            chain.address(DevnetContract.MERKLE_ROOT_MULTISIG_ISM));
    placeSet(
        DevnetContract.AGGREGATION_ISM, DevnetContract.AGGREGATION_ISM_FACTORY, both, both.size());
  }

  /** Chosen by a dispatch that names one of them; the mailbox's default hook is the tree. */
  private void placeStateHooks() {
    Bytes arguments = AbiCodec.parse("(address)").encode(mailbox());
    EvmAddress hook = chain.create(deployer, ours.contract("DispatchedHook"), arguments);
    chain.placed(DevnetContract.DISPATCHED_HOOK, hook);
    place(DevnetContract.AGGREGATION_HOOK_FACTORY, "StaticAggregationHookFactory", "()");
    placeHooks(DevnetContract.AGGREGATION_HOOK, hook);
  }

  /** The tree's hook, then another one. */
  private void placeHooks(DevnetContract place, EvmAddress second) {
    EvmAddress factory = chain.address(DevnetContract.AGGREGATION_HOOK_FACTORY);
    List<EvmAddress> hooks = List.of(chain.address(DevnetContract.MERKLE_TREE_HOOK), second);
    chain.placed(
        place, predicted(factory, AbiFunction.parse("getAddress(address[])").encodeCall(hooks)));
    call(factory, "deploy(address[])", hooks);
  }

  /** A paymaster for all other chains, and the hook that pays it. */
  void addGasPaymaster(List<DevnetChain> destinations) {
    place(DevnetContract.STORAGE_GAS_ORACLE, "StorageGasOracle", "()");
    place(DevnetContract.INTERCHAIN_GAS_PAYMASTER_IMPLEMENTATION, "InterchainGasPaymaster", "()");
    place(
        DevnetContract.INTERCHAIN_GAS_PAYMASTER,
        "TransparentUpgradeableProxy",
        "(address,address,bytes)",
        chain.address(DevnetContract.INTERCHAIN_GAS_PAYMASTER_IMPLEMENTATION),
        chain.address(DevnetContract.PROXY_ADMIN),
        AbiFunction.parse("initialize(address,address)").encodeCall(deployer, deployer));
    EvmAddress oracle = chain.address(DevnetContract.STORAGE_GAS_ORACLE);
    EvmAddress paymaster = chain.address(DevnetContract.INTERCHAIN_GAS_PAYMASTER);
    List<List<Object>> prices = new ArrayList<>();
    List<List<Object>> gas = new ArrayList<>();
    for (DevnetChain destination : destinations) {
      if (destination != chain) {
        prices.add(List.of(destination.domain(), SAME_WORTH, GAS_PRICE_WEI));
        gas.add(List.of(destination.domain(), List.of(oracle, GAS_OVERHEAD)));
      }
    }
    call(oracle, "setRemoteGasDataConfigs((uint32,uint128,uint128)[])", prices);
    call(paymaster, "setDestinationGasConfigs((uint32,(address,uint96))[])", gas);
    placeHooks(DevnetContract.PAID_HOOK, paymaster);
    takeFeeToken(paymaster, destinations);
  }

  private void takeFeeToken(EvmAddress paymaster, List<DevnetChain> destinations) {
    EvmAddress token = createFeeToken();
    chain.placed(DevnetContract.FEE_TOKEN, token);
    place(DevnetContract.FEE_TOKEN_GAS_ORACLE, "StorageGasOracle", "()");
    EvmAddress oracle = chain.address(DevnetContract.FEE_TOKEN_GAS_ORACLE);
    List<List<Object>> prices = new ArrayList<>();
    List<List<Object>> oracles = new ArrayList<>();
    for (DevnetChain destination : destinations) {
      if (destination != chain) {
        prices.add(List.of(destination.domain(), FEE_TOKEN_RATE, GAS_PRICE_WEI));
        oracles.add(List.of(token, destination.domain(), oracle));
      }
    }
    call(oracle, "setRemoteGasDataConfigs((uint32,uint128,uint128)[])", prices);
    call(paymaster, "setTokenGasOracles((address,uint32,address)[])", oracles);
    call(paymaster, "addQuoteSigner(address)", deployer);
  }

  private void initializeMailbox() {
    call(
        mailbox(),
        "initialize(address,address,address,address)",
        deployer,
        chain.address(DevnetContract.MESSAGE_ID_MULTISIG_ISM),
        chain.address(DevnetContract.MERKLE_TREE_HOOK),
        chain.address(DevnetContract.PROTOCOL_FEE));
    Bytes owner = chain.read(mailbox(), AbiFunction.parse("owner()").encodeCall());
    if (!owner.equals(deployer.toWord().toBytes())) {
      throw new IllegalStateException(
          "The mailbox "
              + mailbox()
              + " on "
              + chain
              + " was initialised by somebody else: its owner is "
              + owner.toHex());
    }
  }

  private void placeVault(
      DevnetContract vault, DevnetContract ism, EvmAddress sender, List<DevnetChain> origins) {
    chain.placed(vault, createVault(chain.address(ism), sender, origins));
  }

  private void place(
      DevnetContract place, String contract, String parameters, Object... constructorArguments) {
    Bytes arguments = AbiCodec.parse(parameters).encode(constructorArguments);
    chain.placed(place, chain.create(deployer, hyperlane.contract(contract), arguments));
  }

  /** A static set is a clone made by its factory; its address depends on the members' order. */
  private void placeSet(
      DevnetContract place, DevnetContract factory, List<EvmAddress> members, int threshold) {
    chain.placed(place, createSet(factory, members, threshold));
  }

  EvmAddress createSet(DevnetContract factory, List<EvmAddress> members, int threshold) {
    EvmAddress maker = chain.address(factory);
    EvmAddress predicted =
        predicted(
            maker, AbiFunction.parse("getAddress(address[],uint8)").encodeCall(members, threshold));
    call(maker, "deploy(address[],uint8)", members, threshold);
    return predicted;
  }

  /** One whose owner can change the set. */
  EvmAddress createStorageIsm(List<EvmAddress> validators, int threshold) {
    return chain.create(
        deployer,
        hyperlane.contract("StorageMessageIdMultisigIsm"),
        AbiCodec.parse("(address[],uint8)").encode(validators, threshold));
  }

  EvmAddress createRoutingIsm(long originDomain, EvmAddress module) {
    EvmAddress ism = chain.create(deployer, hyperlane.contract("DomainRoutingIsm"), Bytes.EMPTY);
    call(
        ism,
        "initialize(address,uint32[],address[])",
        deployer,
        List.of(originDomain),
        List.of(module));
    return ism;
  }

  EvmAddress predicted(EvmAddress factory, Bytes getAddress) {
    return EvmAddress.of(chain.read(factory, getAddress).slice(12));
  }

  void call(EvmAddress contract, String signature, Object... arguments) {
    chain.send(deployer, contract, AbiFunction.parse(signature).encodeCall(arguments));
  }

  private EvmAddress mailbox() {
    return chain.address(DevnetContract.MAILBOX);
  }
}
