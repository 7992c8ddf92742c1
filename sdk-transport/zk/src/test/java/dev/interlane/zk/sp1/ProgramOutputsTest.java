package dev.interlane.zk.sp1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiCodec;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.zk.proof.ProofVerdict;
import dev.interlane.zk.sp1.EurekaMembership.Entry;
import dev.interlane.zk.sp1.EurekaPacketPath.Kind;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the programs of SP1 Helios and IBC Eureka write out. */
class ProgramOutputsTest {
  @Test
  void followsAReceivedPacketFromClientStateToPath() {
    EurekaUpdateAndMembership output =
        EurekaUpdateAndMembership.decode(proven("receiveMultiPacket_1-v6.1.0"));

    EurekaUpdate update = output.update();
    assertThat(update.clientState().chainId()).isEqualTo("simd-1");
    assertThat(update.clientState().trustNumerator()).isEqualTo(1);
    assertThat(update.clientState().trustDenominator()).isEqualTo(3);
    assertThat(update.clientState().trustingPeriodSeconds()).isEqualTo(1_209_600);
    assertThat(update.clientState().unbondingPeriodSeconds()).isEqualTo(1_814_400);
    assertThat(update.clientState().isFrozen()).isFalse();
    assertThat(update.clientState().zkAlgorithm()).isZero();
    assertThat(update.clientState().latestHeight()).isEqualTo(update.trustedHeight());
    assertThat(update.trustedHeight()).isEqualTo(height(1, 66));
    assertThat(update.newHeight()).isEqualTo(height(1, 88));
    assertThat(update.trusted().nextValidatorsHash())
        .isEqualTo(update.updated().nextValidatorsHash());
    assertThat(update.timeNanos()).isGreaterThan(update.updated().timestampNanos());

    assertThat(output.membership().root()).isEqualTo(update.updated().root());
    Entry entry = output.membership().entries().getFirst();
    assertThat(output.membership().entries()).hasSize(1);
    assertThat(entry.isAbsent()).isFalse();
    assertThat(entry.value().length()).isEqualTo(32);
    assertThat(entry.path().getFirst().toUtf8()).isEqualTo("ibc");
    assertThat(EurekaPacketPath.decode(entry.path().getLast()))
        .isEqualTo(new EurekaPacketPath("08-wasm-0", Kind.COMMITMENT, BigInteger.ONE));
  }

  @Test
  void followsATimedOutPacketToTheAbsentReceipt() {
    EurekaUpdateAndMembership output =
        EurekaUpdateAndMembership.decode(proven("timeoutMultiPacket_1-v6.1.0"));

    Entry entry = output.membership().entries().getFirst();
    assertThat(entry.isAbsent()).isTrue();
    assertThat(EurekaPacketPath.decode(entry.path().getLast()))
        .isEqualTo(new EurekaPacketPath("08-wasm-0", Kind.RECEIPT, BigInteger.ONE));
  }

  @Test
  void followsAMembershipToTheStateItsUpdateStartsFrom() {
    EurekaUpdate update = EurekaUpdate.decode(proven("update_client-v6.1.0"));
    EurekaMembership membership = EurekaMembership.decode(proven("memberships-v6.1.0"));

    assertThat(update.clientState().chainId()).isEqualTo("cosmoshub-4");
    assertThat(update.newHeight()).isEqualTo(height(4, 0x1d864d4));
    assertThat(membership.root()).isEqualTo(update.trusted().root());
    assertThat(membership.entries()).extracting(Entry::isAbsent).containsExactly(false, true);
    assertThat(membership.entries().getFirst().path())
        .extracting(Bytes::toUtf8)
        .containsExactly("ibc", "clients/07-tendermint-0/clientState");
  }

  @Test
  void tellsAFrozenClient() {
    Bytes values = proven("update_client-v6.1.0");

    int frozen = 0;
    for (int at = 0; at < values.length(); at += Bytes32.LENGTH_BYTES) {
      byte[] changed = values.toArray();
      changed[at + Bytes32.LENGTH_BYTES - 1] = 1;
      frozen += isFrozen(Bytes.of(changed)) ? 1 : 0;
    }
    assertThat(isFrozen(values)).isFalse();
    assertThat(frozen).isEqualTo(1);
  }

  private static boolean isFrozen(Bytes values) {
    try {
      return EurekaUpdate.decode(values).clientState().isFrozen();
    } catch (CodecException unreadable) {
      return false;
    }
  }

  @Test
  void decodesAHeliosUpdate() {
    Bytes values = helios();

    HeliosUpdate update = HeliosUpdate.decode(values);

    assertThat(update.prevHeader()).isEqualTo(word(1));
    assertThat(update.prevHeadSlot()).isEqualTo(2);
    assertThat(update.prevSyncCommitteeHash()).isEqualTo(word(3));
    assertThat(update.newHeadSlot()).isEqualTo(4);
    assertThat(update.newHeader()).isEqualTo(word(5));
    assertThat(update.executionStateRoot()).isEqualTo(word(6));
    assertThat(update.executionBlockNumber()).isEqualTo(7);
    assertThat(update.syncCommitteeHash()).isEqualTo(word(8));
    assertThat(update.nextSyncCommitteeHash()).isEqualTo(word(9));
    assertThat(update.storageSlots())
        .containsExactly(
            new HeliosUpdate.StorageSlot(
                word(10), word(11), EvmAddress.parse("0x" + "0".repeat(39) + "c")));
    assertThat(values.slice(32, 32)).isEqualTo(word(1).toBytes());
    assertThat(values.slice(32 + 6 * 32, 32)).isEqualTo(word(7).toBytes());
  }

  @Test
  void encodesAHeliosUpdateAsItsContractDoes() {
    assertThat(HeliosUpdate.decode(helios()).encode()).isEqualTo(helios());
  }

  @Test
  void readsTheCallThatUpdatesHelios() {
    HeliosUpdate update = HeliosUpdate.decode(helios());
    HeliosCall call =
        new HeliosCall(
            Bytes.fromHex("0x4388a21c00"),
            update.newHeadSlot(),
            update.newHeader(),
            update.executionStateRoot(),
            update.executionBlockNumber(),
            update.syncCommitteeHash(),
            update.nextSyncCommitteeHash(),
            update.storageSlots());

    Bytes calldata = call.encode();

    assertThat(calldata.slice(0, 4))
        .isEqualTo(
            Keccak256.hash(
                    Bytes.fromUtf8(
                        "update(bytes,uint256,bytes32,bytes32,uint256,bytes32,bytes32,"
                            + "(bytes32,bytes32,address)[])"))
                .toBytes()
                .slice(0, 4));
    assertThat(calldata.slice(4 + 32, 32)).isEqualTo(word(4).toBytes());
    assertThat(calldata.slice(4 + 4 * 32, 32)).isEqualTo(word(7).toBytes());
    assertThat(HeliosCall.decode(calldata)).isEqualTo(call);
    assertThat(
            call.startingFrom(
                update.prevHeadSlot(), update.prevHeader(), update.prevSyncCommitteeHash()))
        .isEqualTo(update);
  }

  @Test
  void refusesValuesInAnyOtherForm() {
    refusesOtherForms(helios(), HeliosUpdate::decode);
    refusesOtherForms(heliosCall(), HeliosCall::decode);
    refusesOtherForms(proven("update_client-v6.1.0"), EurekaUpdate::decode);
    refusesOtherForms(proven("memberships-v6.1.0"), EurekaMembership::decode);
    refusesOtherForms(proven("receiveMultiPacket_1-v6.1.0"), EurekaUpdateAndMembership::decode);
  }

  @Test
  void refusesHeliosValuesOfTheOlderShape() {
    Bytes eightWords = Bytes.of(new byte[8 * 32]);

    assertThatThrownBy(() -> HeliosUpdate.decode(eightWords)).isInstanceOf(CodecException.class);
  }

  @Test
  void refusesWhatIsNoPacketsPath() {
    for (String hex :
        List.of(
            "0x",
            "0x01" + "00".repeat(8),
            "0x612001" + "00".repeat(8),
            "0x7f01" + "00".repeat(8),
            "0x6104" + "00".repeat(8),
            "0x0001" + "00".repeat(8))) {
      assertThatThrownBy(() -> EurekaPacketPath.decode(Bytes.fromHex(hex)))
          .as(hex)
          .isInstanceOf(CodecException.class);
    }
    assertThat(EurekaPacketPath.decode(Bytes.fromHex("0x217e01" + "00".repeat(8))).clientId())
        .isEqualTo("!~");
    assertThat(EurekaPacketPath.decode(Bytes.fromHex("0x6103" + "ff".repeat(8))))
        .isEqualTo(
            new EurekaPacketPath(
                "a", Kind.ACKNOWLEDGEMENT, BigInteger.TWO.pow(64).subtract(BigInteger.ONE)));
  }

  private static void refusesOtherForms(Bytes values, Consumer<Bytes> decode) {
    decode.accept(values);
    for (int length = 0; length < values.length(); length++) {
      Bytes cut = values.slice(0, length);
      assertThatThrownBy(() -> decode.accept(cut)).isInstanceOf(CodecException.class);
    }
    Bytes longer = Bytes.concat(values, Bytes32.ZERO.toBytes());
    assertThatThrownBy(() -> decode.accept(longer)).isInstanceOf(CodecException.class);
  }

  /** The public values of a real proof, after verifying it. */
  private static Bytes proven(String id) {
    Sp1Vectors.Case given = Sp1Vectors.named(id);
    Sp1Verifier verifier = Sp1Verifier.of(List.of(Sp1Version.V6_1_0), Set.of(given.programKey()));
    return switch (verifier.verify(given.claim())) {
      case ProofVerdict.Proven proven -> proven.statement().publicValues();
      case ProofVerdict.Refused refused -> throw new AssertionError(refused.toString());
    };
  }

  private static Bytes helios() {
    return AbiCodec.parse(
            "((bytes32,uint256,bytes32,uint256,bytes32,bytes32,uint256,bytes32,bytes32,"
                + "(bytes32,bytes32,address)[]))")
        .encode(
            List.of(
                word(1),
                2,
                word(3),
                4,
                word(5),
                word(6),
                7,
                word(8),
                word(9),
                List.of(
                    List.of(word(10), word(11), EvmAddress.parse("0x" + "0".repeat(39) + "c")))));
  }

  private static Bytes heliosCall() {
    return new HeliosCall(
            Bytes.fromHex("0x4388a21c00"),
            BigInteger.ONE,
            word(2),
            word(3),
            BigInteger.valueOf(4),
            word(5),
            word(6),
            List.of())
        .encode();
  }

  private static Bytes32 word(int number) {
    return Bytes32.ofUnsigned(BigInteger.valueOf(number));
  }

  private static EurekaUpdate.Height height(long revision, long number) {
    return new EurekaUpdate.Height(BigInteger.valueOf(revision), BigInteger.valueOf(number));
  }
}
