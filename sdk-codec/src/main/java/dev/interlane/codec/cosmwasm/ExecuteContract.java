package dev.interlane.codec.cosmwasm;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import dev.interlane.codec.internal.Utf8;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The Cosmos SDK message that makes a contract execute another: {@code
 * /cosmwasm.wasm.v1.MsgExecuteContract} in Protobuf, fields by rising number, empty ones left out.
 *
 * @param sender the account that signs, in bech32
 * @param contract the contract, in bech32
 * @param message the JSON that the contract reads, such as {@link ExecuteMessage} gives
 * @param funds what goes with it, in the order the chain wants, by denomination
 */
public record ExecuteContract(String sender, String contract, Bytes message, List<Coin> funds) {
  /** The name that Protobuf's {@code Any} has for it. */
  public static final String TYPE_URL = "/cosmwasm.wasm.v1.MsgExecuteContract";

  private static final int SENDER = 1;
  private static final int CONTRACT = 2;
  private static final int MESSAGE = 3;
  private static final int FUNDS = 5;
  private static final int DENOMINATION = 1;
  private static final int AMOUNT = 2;
  private static final int LENGTH_DELIMITED = 2;

  /**
   * An amount of one denomination.
   *
   * @param denomination its name, such as {@code uatom}
   * @param amount its amount in decimal digits
   */
  public record Coin(String denomination, String amount) {
    public Coin {
      requireUnicode(denomination);
      requireUnicode(amount);
    }

    private byte[] encoded() throws IOException {
      byte[] encoded = new byte[textSize(DENOMINATION, denomination) + textSize(AMOUNT, amount)];
      CodedOutputStream out = CodedOutputStream.newInstance(encoded);
      writeText(out, DENOMINATION, denomination);
      writeText(out, AMOUNT, amount);
      out.checkNoSpaceLeft();
      return encoded;
    }
  }

  public ExecuteContract {
    requireUnicode(sender);
    requireUnicode(contract);
    Objects.requireNonNull(message, "message");
    funds = List.copyOf(funds);
  }

  private static void requireUnicode(String text) {
    if (Utf8.encodedLength(text) < 0) {
      throw new IllegalArgumentException("Protobuf has no text with unpaired surrogates");
    }
  }

  /** The message in Protobuf. */
  public Bytes encode() {
    try {
      List<byte[]> coins = new ArrayList<>();
      int size = textSize(SENDER, sender) + textSize(CONTRACT, contract);
      size +=
          message.isEmpty()
              ? 0
              : CodedOutputStream.computeByteArraySize(MESSAGE, message.toArray());
      for (Coin coin : funds) {
        byte[] encoded = coin.encoded();
        coins.add(encoded);
        size += CodedOutputStream.computeByteArraySize(FUNDS, encoded);
      }
      byte[] target = new byte[size];
      CodedOutputStream out = CodedOutputStream.newInstance(target);
      writeText(out, SENDER, sender);
      writeText(out, CONTRACT, contract);
      if (!message.isEmpty()) {
        out.writeByteArray(MESSAGE, message.toArray());
      }
      for (byte[] coin : coins) {
        out.writeByteArray(FUNDS, coin);
      }
      out.checkNoSpaceLeft();
      return Bytes.of(target);
    } catch (IOException noRoom) {
      throw new UncheckedIOException("The message was measured wrongly", noRoom);
    }
  }

  private static int textSize(int field, String text) {
    return text.isEmpty() ? 0 : CodedOutputStream.computeStringSize(field, text);
  }

  private static void writeText(CodedOutputStream out, int field, String text) throws IOException {
    if (!text.isEmpty()) {
      out.writeString(field, text);
    }
  }

  /**
   * Reads what {@link #encode} gives and nothing else.
   *
   * @throws CodecException if the bytes are anything else
   */
  public static ExecuteContract decode(Bytes encoded) {
    try {
      ExecuteContract decoded = read(encoded.toArray());
      if (!decoded.encode().equals(encoded)) {
        throw refused("the message is not in its canonical form");
      }
      return decoded;
    } catch (IOException malformed) {
      throw refused(String.valueOf(malformed.getMessage()));
    }
  }

  private static ExecuteContract read(byte[] encoded) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(encoded);
    String sender = "";
    String contract = "";
    Bytes message = Bytes.EMPTY;
    List<Coin> funds = new ArrayList<>();
    while (!in.isAtEnd()) {
      switch (field(in)) {
        case SENDER -> sender = in.readStringRequireUtf8();
        case CONTRACT -> contract = in.readStringRequireUtf8();
        case MESSAGE -> message = Bytes.of(in.readByteArray());
        case FUNDS -> funds.add(readCoin(in.readByteArray()));
        default -> throw refused("a field that the message does not have");
      }
    }
    return new ExecuteContract(sender, contract, message, funds);
  }

  private static Coin readCoin(byte[] encoded) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(encoded);
    String denomination = "";
    String amount = "";
    while (!in.isAtEnd()) {
      switch (field(in)) {
        case DENOMINATION -> denomination = in.readStringRequireUtf8();
        case AMOUNT -> amount = in.readStringRequireUtf8();
        default -> throw refused("a field that a coin does not have");
      }
    }
    return new Coin(denomination, amount);
  }

  private static int field(CodedInputStream in) throws IOException {
    int tag = in.readTag();
    if ((tag & 7) != LENGTH_DELIMITED) {
      throw refused("a field of another wire type than 2");
    }
    return tag >>> 3;
  }

  private static CodecException refused(String what) {
    return CodecException.at(DecodeReason.WRONG_KIND, 0, "", "MsgExecuteContract: " + what);
  }
}
