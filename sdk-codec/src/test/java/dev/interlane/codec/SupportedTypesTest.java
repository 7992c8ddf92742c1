package dev.interlane.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.codec.cosmwasm.CosmWasmJson;
import dev.interlane.codec.evm.AbiCodec;
import dev.interlane.codec.move.Bcs;
import dev.interlane.codec.starknet.CairoSerde;
import dev.interlane.codec.stellar.ScVal;
import dev.interlane.codec.substrate.Scale;
import dev.interlane.codec.svm.Borsh;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.value.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The table of types in the documents is what the codecs do. */
class SupportedTypesTest {
  private static final List<String> TYPES =
      List.of(
          "uint8",
          "uint16",
          "uint32",
          "uint64",
          "uint128",
          "uint256",
          "uint24",
          "int8",
          "int32",
          "int64",
          "int128",
          "int256",
          "bool",
          "bytes",
          "bytes31",
          "bytes32",
          "bytes64",
          "string",
          "address",
          "uint64[]",
          "uint64[2]",
          "uint64[0]",
          "(uint64,bool)",
          "()",
          "option<uint64>",
          "option<option<uint64>>",
          "option<unit>",
          "map<string,bool>",
          "map<uint64,bool>",
          "unit",
          "compact64",
          "felt",
          "symbol");

  private static Map<String, Function<List<ValueType>, Object>> codecs() {
    Map<String, Function<List<ValueType>, Object>> codecs = new LinkedHashMap<>();
    codecs.put("EVM", AbiCodec::of);
    codecs.put("Borsh", Borsh::of);
    codecs.put("BCS", Bcs::of);
    codecs.put("SCALE", Scale::of);
    codecs.put("Cairo", CairoSerde::of);
    codecs.put("CosmWasm", CosmWasmJson::of);
    codecs.put("Soroban", ScVal::of);
    return codecs;
  }

  private static String table() {
    Map<String, Function<List<ValueType>, Object>> codecs = codecs();
    StringBuilder table = new StringBuilder("| neutral type | ");
    table.append(String.join(" | ", codecs.keySet())).append(" |\n| --- |");
    table.append(" --- |".repeat(codecs.size())).append('\n');
    for (String name : TYPES) {
      row(table, "`" + name + "`", ValueType.parse(name));
    }
    ValueType.Field field = new ValueType.Field("amount", new ValueType.UInt(64));
    row(table, "struct", new ValueType.Struct("S", List.of(field)));
    row(
        table,
        "enum with data",
        new ValueType.Choice(
            "E",
            List.of(
                new ValueType.Variant("None", 0, new ValueType.Unit()),
                new ValueType.Variant("Some", 1, new ValueType.UInt(64)))));
    return table.toString();
  }

  private static void row(StringBuilder table, String name, ValueType type) {
    table.append("| ").append(name).append(" |");
    for (Function<List<ValueType>, Object> codec : codecs().values()) {
      table.append(has(codec, type) ? " yes |" : " no |");
    }
    table.append('\n');
  }

  private static boolean has(Function<List<ValueType>, Object> codec, ValueType type) {
    try {
      assertThat(codec.apply(List.of(type))).isNotNull();
      return true;
    } catch (UnrepresentableTypeException lacking) {
      return false;
    }
  }

  @Test
  void documentsTheTypesOfEveryVm() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "spec", "codecs.md"));

    assertThat(document).contains(table());
  }
}
