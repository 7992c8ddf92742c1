package dev.interlane.zk.sp1;

import dev.interlane.codec.evm.AbiCodec;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;

/**
 * What IBC Eureka's update program writes out ({@code UpdateClientOutput}): starting from the
 * trusted consensus state, the header of the new height was verified by the client state's rules.
 *
 * @param clientState the rules, which must be those of the client
 * @param trusted what it starts from, which must be what the client holds at the trusted height
 * @param updated what is proven of the new height
 * @param timeNanos the moment, in Unix nanoseconds, at which the trusting period was measured; the
 *     verifier must see that it lies close to now
 * @param trustedHeight of {@code trusted}
 * @param newHeight of {@code updated}
 * @see <a
 *     href="https://github.com/cosmos/solidity-ibc-eureka/tree/main/contracts/light-clients/sp1-ics07/msgs">solidity-ibc-eureka,
 *     messages of sp1-ics07</a>
 */
public record EurekaUpdate(
    ClientState clientState,
    ConsensusState trusted,
    ConsensusState updated,
    BigInteger timeNanos,
    Height trustedHeight,
    Height newHeight) {
  static final String CLIENT_STATE =
      "(string,(uint8,uint8),(uint64,uint64),uint32,uint32,bool,uint8)";
  static final String TYPE =
      "("
          + CLIENT_STATE
          + ",(uint128,bytes32,bytes32),(uint128,bytes32,bytes32),uint128,(uint64,uint64),"
          + "(uint64,uint64))";
  private static final AbiCodec CODEC = AbiCodec.parse("(" + TYPE + ")");

  /**
   * Decodes public values.
   *
   * @throws CodecException if they are not the one encoding of such an update
   */
  public static EurekaUpdate decode(Bytes publicValues) {
    return read(AbiFields.decode(CODEC, publicValues));
  }

  static EurekaUpdate read(AbiFields fields) {
    return new EurekaUpdate(
        ClientState.read(fields.struct()),
        ConsensusState.read(fields.struct()),
        ConsensusState.read(fields.struct()),
        fields.number(),
        Height.read(fields.struct()),
        Height.read(fields.struct()));
  }

  /**
   * The rules of a client of a CometBFT chain.
   *
   * @param chainId the chain's own name, such as {@code cosmoshub-4}
   * @param trustNumerator with {@code trustDenominator} the share of the trusted validators that
   *     has to have signed
   * @param trustDenominator of that share
   * @param latestHeight the newest the client knows
   * @param trustingPeriodSeconds for how long a consensus state may be started from
   * @param unbondingPeriodSeconds for how long a validator's stake answers for its signatures
   * @param isFrozen whether misbehaviour was shown
   * @param zkAlgorithm 0 for Groth16, 1 for PLONK
   */
  public record ClientState(
      String chainId,
      int trustNumerator,
      int trustDenominator,
      Height latestHeight,
      long trustingPeriodSeconds,
      long unbondingPeriodSeconds,
      boolean isFrozen,
      int zkAlgorithm) {
    private static ClientState read(AbiFields fields) {
      String chainId = fields.text();
      AbiFields trust = fields.struct();
      return new ClientState(
          chainId,
          trust.number().intValueExact(),
          trust.number().intValueExact(),
          Height.read(fields.struct()),
          fields.number().longValueExact(),
          fields.number().longValueExact(),
          fields.truth(),
          fields.number().intValueExact());
    }
  }

  /**
   * What is known of a height.
   *
   * @param timestampNanos the block's time in Unix nanoseconds
   * @param root under which the chain's values are proven
   * @param nextValidatorsHash of the validators who sign the next block
   */
  public record ConsensusState(
      BigInteger timestampNanos, Bytes32 root, Bytes32 nextValidatorsHash) {
    private static ConsensusState read(AbiFields fields) {
      return new ConsensusState(fields.number(), fields.word(), fields.word());
    }
  }

  /**
   * A height in IBC: heights of a later revision are higher, whatever their number.
   *
   * @param revision of the chain
   * @param number of the block in it
   */
  public record Height(BigInteger revision, BigInteger number) {
    private static Height read(AbiFields fields) {
      return new Height(fields.number(), fields.number());
    }
  }
}
