package dev.interlane.vectors.codec;

import dev.interlane.chain.Base58;
import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.svm.AnchorDiscriminator;
import dev.interlane.codec.svm.AnchorInstruction;
import dev.interlane.codec.svm.Borsh;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import dev.interlane.vectors.Expect;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Borsh, and Anchor's instructions and discriminators. */
public final class BorshVectors extends CodecFormat {
  /** For {@link java.util.ServiceLoader}. */
  public BorshVectors() {
    super(
        "borsh",
        new VectorReader(
            VectorReader.Fields.NAMELESS,
            node -> Value.Address.parse(Base58.encode(Bytes.fromHex(node.stringValue())))));
  }

  @Override
  ValueCodec codec(List<ValueType> types) {
    return Borsh.of(types);
  }

  @Override
  void checkFramed(String kind, JsonNode vector, Bytes expected) {
    switch (kind) {
      case "anchorDiscriminator" ->
          Expect.equal(
              "discriminator",
              expected,
              AnchorDiscriminator.of(vector.required("preimage").stringValue()));
      case "anchorInstruction" -> {
        List<Value> values = values(vector);
        AnchorInstruction instruction =
            AnchorInstruction.of(
                new FunctionSignature(vector.required("instruction").stringValue(), types(vector)));
        Expect.equal(
            "discriminator",
            vector.required("discriminator").stringValue(),
            instruction.discriminator().toHex());
        Expect.equal("data", expected, instruction.encodeValues(values));
        Expect.equal("arguments", values, instruction.decode(expected));
      }
      default -> throw unknown(kind);
    }
  }
}
