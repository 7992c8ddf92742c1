package dev.interlane.samples.explain;

import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.cosmwasm.MessageSchema;
import dev.interlane.codec.evm.AbiError;
import dev.interlane.codec.evm.SolidityAbi;
import dev.interlane.codec.starknet.CairoAbi;
import dev.interlane.codec.svm.AnchorIdl;
import dev.interlane.value.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a payload is said to be.
 *
 * @param title it in a few words
 * @param codec who reads it
 */
record Description(String title, ValueCodec codec) {
  private static final String ACCOUNT = "account:";
  private static final String EVENT = "event:";

  /** Which part of a function of an ABI is meant. */
  enum Side {
    CALL,
    RETURNED
  }

  /**
   * Reads a signature, a list of types in parentheses, or {@code @file#name}.
   *
   * @throws IllegalArgumentException if it is none of them, or the VM lacks a type
   * @throws IOException if the file cannot be read
   */
  static Description parse(Vm vm, String text, Side side) throws IOException {
    if (text.startsWith("@")) {
      return ofFile(vm, text.substring(1), side);
    }
    int types = text.indexOf('(');
    if (types < 0) {
      throw new IllegalArgumentException(
          "Expected a signature, types in parentheses, or @file#name, got '" + text + "'");
    }
    if (types == 0) {
      return new Description("values " + text, vm.values(types(vm, text)));
    }
    String name = text.substring(0, types).strip();
    return new Description("call " + text, vm.call(name, types(vm, text.substring(types))));
  }

  private static List<ValueType> types(Vm vm, String text) {
    try {
      if (ValueType.parse(text) instanceof ValueType.Tuple tuple) {
        return tuple.components();
      }
      throw new IllegalArgumentException("Expected types in parentheses only, got '" + text + "'");
    } catch (IllegalArgumentException notSoliditys) {
      try {
        return vm.ownTypes(text);
      } catch (IllegalArgumentException neither) {
        throw new IllegalArgumentException(
            notSoliditys.getMessage() + "\n" + neither.getMessage(), neither);
      }
    }
  }

  private static Description ofFile(Vm vm, String place, Side side) throws IOException {
    int hash = place.lastIndexOf('#');
    String name = hash < 0 ? "" : place.substring(hash + 1);
    Path file = Path.of(hash < 0 ? place : place.substring(0, hash));
    String json = Files.readString(file);
    ValueCodec codec =
        switch (vm) {
          case EVM -> evm(SolidityAbi.parse(json), name, side);
          case SVM -> svm(AnchorIdl.parse(json), name);
          case STARKNET -> {
            CairoAbi abi = CairoAbi.parse(json);
            yield side == Side.CALL ? abi.function(name) : abi.returned(name);
          }
          case COSMWASM -> MessageSchema.parse(json).message(name);
          case MOVE, SUBSTRATE, STELLAR ->
              throw new IllegalArgumentException(
                  "There is no file to read for " + vm + ", give a signature or types");
        };
    String what = side == Side.CALL ? "" : "returned by ";
    return new Description(what + name + " of " + file.getFileName(), codec);
  }

  private static ValueCodec evm(SolidityAbi abi, String name, Side side) {
    if (side == Side.RETURNED) {
      return abi.function(name).returned();
    }
    boolean isError =
        abi.errors().stream().map(AbiError::signature).anyMatch(each -> each.name().equals(name));
    return isError ? abi.error(name) : abi.function(name).call();
  }

  private static ValueCodec svm(AnchorIdl idl, String name) {
    if (name.startsWith(ACCOUNT)) {
      return idl.account(name.substring(ACCOUNT.length()));
    }
    return name.startsWith(EVENT)
        ? idl.event(name.substring(EVENT.length()))
        : idl.instruction(name);
  }
}
