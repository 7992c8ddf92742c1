package dev.interlane.zk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.EvmAddress;
import dev.interlane.mailbox.IsmNode;
import dev.interlane.mailbox.MailboxAbi;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.StateProof;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.chain.SimulatedChain;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A node may say what it likes: only what leads from the root to the message's slot counts. */
class DispatchProofTest {
  private static final Bytes32 UNSENT = Bytes32.fromHex("0x" + "0d".repeat(32));

  private final SimulatedNetwork network = SimulatedNetwork.builder().seed(9).provable().build();
  private final SimulatedChain chain = network.origin().chain();
  private final EvmAddress hook = network.origin().dispatchedHook();
  private final BlockRef before = mined();
  private final Bytes32 id = dispatch("one");
  private final Bytes32 other = dispatch("another");
  private final BlockRef block = mined();
  private final Bytes32 root = HandFedHelios.rootOf(chain, block.height());

  @AfterEach
  void close() {
    network.close();
  }

  /** What the node answers instead of the truth. */
  enum Lie {
    PROOF_OF_ANOTHER_MESSAGE {
      @Override
      StateProof of(DispatchProofTest test, StateProof truth) {
        return relabelled(truth, test.proof(test.hook, test.other, test.block));
      }
    },
    PROOF_OF_ABSENCE {
      @Override
      StateProof of(DispatchProofTest test, StateProof truth) {
        return relabelled(truth, test.proof(test.hook, UNSENT, test.block));
      }
    },
    PROOF_OF_ANOTHER_CONTRACT {
      @Override
      StateProof of(DispatchProofTest test, StateProof truth) {
        return test.proof(test.network.origin().mailbox(), test.id, test.block);
      }
    },
    PROOF_FROM_BEFORE_THE_MESSAGE {
      @Override
      StateProof of(DispatchProofTest test, StateProof truth) {
        return test.proof(test.hook, test.id, test.before);
      }
    },
    PROOF_OF_ANOTHER_CHAIN {
      @Override
      StateProof of(DispatchProofTest test, StateProof truth) {
        SimulatedChain elsewhere = test.network.destination().chain();
        return elsewhere.proof(test.hook, List.of(test.slot(test.id)), BlockSelector.LATEST);
      }
    },
    FLIPPED_BIT {
      @Override
      StateProof of(DispatchProofTest test, StateProof truth) {
        byte[] node = truth.slots().get(0).proof().getLast().toArray();
        node[node.length - 1] ^= 1;
        return withNodes(truth, replaced(truth.slots().get(0).proof(), Bytes.of(node)));
      }
    },
    MISSING_NODE {
      @Override
      StateProof of(DispatchProofTest test, StateProof truth) {
        List<Bytes> nodes = truth.slots().get(0).proof();
        return withNodes(truth, nodes.subList(0, nodes.size() - 1));
      }
    },
    ONE_NODE_MORE {
      @Override
      StateProof of(DispatchProofTest test, StateProof truth) {
        List<Bytes> nodes = new ArrayList<>(truth.slots().get(0).proof());
        nodes.add(nodes.getLast());
        return withNodes(truth, nodes);
      }
    },
    NOTHING {
      @Override
      StateProof of(DispatchProofTest test, StateProof truth) {
        return new StateProof(truth.block(), truth.account(), List.of(), List.of());
      }
    };

    abstract StateProof of(DispatchProofTest test, StateProof truth);
  }

  @Test
  void takesTheTruth() {
    assertThat(prove(truth -> truth)).isInstanceOf(DispatchProof.Holds.class);
  }

  @ParameterizedTest
  @EnumSource(Lie.class)
  void takesNothingElse(Lie lie) {
    assertThat(prove(truth -> lie.of(this, truth)))
        .isInstanceOfSatisfying(
            DispatchProof.Fails.class, fails -> assertThat(fails.reason()).isNotBlank());
  }

  /** The proof would hold: what is wrong is which block has that state. */
  @Test
  void takesNoHeaderThatIsNotTheBlocks() {
    Bytes truth = chain.encodedHeader(block);
    Bytes another = chain.encodedHeader(before);
    byte[] flipped = truth.toArray();
    flipped[flipped.length - 1] ^= 1;

    assertThat(reason(header -> another)).contains("hashes to " + before.hash());
    assertThat(reason(header -> Bytes.of(flipped))).isNotBlank();
    assertThat(reason(header -> truth.slice(0, truth.length() - 1))).contains("header is none");
    assertThat(reason(header -> Bytes.EMPTY)).contains("header is none");
  }

  private String reason(UnaryOperator<Bytes> header) {
    DispatchProof proof = prove(SpoiltPort.of(chain, "encodedHeader", Bytes.class, header), root);
    return ((DispatchProof.Fails) proof).reason();
  }

  /** Another state has the message too, and the node can prove it. */
  @Test
  void takesNoRootOfAnotherBlock() {
    dispatch("a third");
    BlockRef later = mined();
    Bytes32 laterRoot = HandFedHelios.rootOf(chain, later.height());
    UnaryOperator<StateProof> fromLater = truth -> proof(hook, id, later);

    assertThat(prove(SpoiltPort.of(chain, "proof", StateProof.class, fromLater), laterRoot))
        .isInstanceOfSatisfying(
            DispatchProof.Fails.class,
            fails -> assertThat(fails.reason()).contains("has the state root " + root));
  }

  @Test
  void takesNoHookThatIsNotThere() {
    EvmAddress nobody = EvmAddress.parse("0x00000000000000000000000000000000000000bb");
    IsmNode.StateProof module =
        new IsmNode.StateProof(EvmAddress.ZERO, EvmAddress.ZERO, nobody, Bytes32.ZERO);

    assertThat(DispatchProof.of(chain, block, root, module, id))
        .isEqualTo(new DispatchProof.Fails("there is no contract " + nobody));
  }

  @Test
  void takesNoOtherSlotOfTheHook() {
    Bytes32 another = Bytes32.ofUnsigned(BigInteger.ONE);
    UnaryOperator<StateProof> ofTheRightSlot = truth -> relabelled(truth, proof(hook, id, block));

    for (UnaryOperator<StateProof> lie :
        List.<UnaryOperator<StateProof>>of(ofTheRightSlot, truth -> truth)) {
      IsmNode.StateProof module =
          new IsmNode.StateProof(EvmAddress.ZERO, EvmAddress.ZERO, hook, another);
      ChainPort node = SpoiltPort.of(chain, "proof", StateProof.class, lie);
      assertThat(DispatchProof.of(node, block, root, module, id))
          .isInstanceOf(DispatchProof.Fails.class);
    }
  }

  private DispatchProof prove(UnaryOperator<StateProof> lie) {
    return prove(SpoiltPort.of(chain, "proof", StateProof.class, lie), root);
  }

  private DispatchProof prove(ChainPort node, Bytes32 under) {
    IsmNode.StateProof module =
        new IsmNode.StateProof(EvmAddress.ZERO, EvmAddress.ZERO, hook, Bytes32.ZERO);
    return DispatchProof.of(node, block, under, module, id);
  }

  /** The node's answer to another question, as if it were one to ours. */
  private static StateProof relabelled(StateProof truth, StateProof answer) {
    StateProof.SlotProof slot = truth.slots().get(0);
    return new StateProof(
        truth.block(),
        truth.account(),
        answer.accountProof(),
        List.of(
            new StateProof.SlotProof(slot.slot(), slot.value(), answer.slots().get(0).proof())));
  }

  private static StateProof withNodes(StateProof truth, List<Bytes> nodes) {
    StateProof.SlotProof slot = truth.slots().get(0);
    return new StateProof(
        truth.block(),
        truth.account(),
        truth.accountProof(),
        List.of(new StateProof.SlotProof(slot.slot(), slot.value(), nodes)));
  }

  private static List<Bytes> replaced(List<Bytes> nodes, Bytes last) {
    List<Bytes> changed = new ArrayList<>(nodes);
    changed.set(changed.size() - 1, last);
    return changed;
  }

  private StateProof proof(EvmAddress account, Bytes32 message, BlockRef at) {
    return chain.proof(account, List.of(slot(message)), new BlockSelector.AtBlock(at));
  }

  private Bytes32 slot(Bytes32 message) {
    return Keccak256.hash(message.toBytes(), Bytes32.ZERO.toBytes());
  }

  private Bytes32 dispatch(String body) {
    Bytes call =
        MailboxAbi.DISPATCH_THROUGH.encodeCall(
            network.destination().domain(), hook.toWord(), Bytes.fromUtf8(body), Bytes.EMPTY, hook);
    CallResult result =
        chain.perform(
            new CallRequest(
                network.sender().evmAddress(), network.origin().mailbox(), call, BigInteger.ZERO));
    return Bytes32.of(((CallResult.Returned) result).data());
  }

  private BlockRef mined() {
    chain.mine();
    return chain.heads().seen();
  }
}
