package dev.interlane.samples.explain;

import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.cosmwasm.CosmWasmJson;
import dev.interlane.codec.cosmwasm.ExecuteMessage;
import dev.interlane.codec.evm.AbiCodec;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.codec.move.Bcs;
import dev.interlane.codec.move.EntryFunction;
import dev.interlane.codec.move.MoveTypes;
import dev.interlane.codec.starknet.CairoSerde;
import dev.interlane.codec.starknet.StarknetFunction;
import dev.interlane.codec.stellar.ContractInvocation;
import dev.interlane.codec.stellar.ScVal;
import dev.interlane.codec.substrate.InkMessage;
import dev.interlane.codec.substrate.Scale;
import dev.interlane.codec.substrate.ScaleTypes;
import dev.interlane.codec.svm.AnchorInstruction;
import dev.interlane.codec.svm.Borsh;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.ValueType;
import java.util.List;
import java.util.Locale;

/** The VMs whose payloads can be explained. */
enum Vm {
  EVM {
    @Override
    ValueCodec values(List<ValueType> types) {
      return AbiCodec.of(types);
    }

    @Override
    ValueCodec call(String name, List<ValueType> types) {
      return AbiFunction.of(new FunctionSignature(name, types)).call();
    }
  },
  SVM {
    @Override
    ValueCodec values(List<ValueType> types) {
      return Borsh.of(types);
    }

    @Override
    ValueCodec call(String name, List<ValueType> types) {
      return AnchorInstruction.of(new FunctionSignature(name, types));
    }
  },
  MOVE {
    @Override
    ValueCodec values(List<ValueType> types) {
      return Bcs.of(types);
    }

    @Override
    ValueCodec call(String name, List<ValueType> types) {
      return EntryFunction.of(name, List.of(), types);
    }

    @Override
    List<ValueType> ownTypes(String text) {
      return MoveTypes.STANDARD.parseAll(text);
    }
  },
  SUBSTRATE {
    @Override
    ValueCodec values(List<ValueType> types) {
      return Scale.of(types);
    }

    @Override
    ValueCodec call(String name, List<ValueType> types) {
      return InkMessage.of(name, types);
    }

    @Override
    List<ValueType> ownTypes(String text) {
      return ScaleTypes.STANDARD.parseAll(text);
    }
  },
  STARKNET {
    @Override
    ValueCodec values(List<ValueType> types) {
      return CairoSerde.of(types);
    }

    @Override
    ValueCodec call(String name, List<ValueType> types) {
      return StarknetFunction.of(new FunctionSignature(name, types));
    }
  },
  COSMWASM {
    @Override
    ValueCodec values(List<ValueType> types) {
      return CosmWasmJson.of(types);
    }

    @Override
    ValueCodec call(String name, List<ValueType> types) {
      return ExecuteMessage.of(new FunctionSignature(name, types));
    }
  },
  STELLAR {
    @Override
    ValueCodec values(List<ValueType> types) {
      return ScVal.of(types);
    }

    @Override
    ValueCodec call(String name, List<ValueType> types) {
      int dot = name.indexOf('.');
      if (dot < 0) {
        throw new IllegalArgumentException(
            "A Soroban call names its contract: C....transfer(address,int128), got '" + name + "'");
      }
      FunctionSignature function = new FunctionSignature(name.substring(dot + 1), types);
      return ContractInvocation.of(name.substring(0, dot), function);
    }
  };

  abstract ValueCodec values(List<ValueType> types);

  abstract ValueCodec call(String name, List<ValueType> types);

  /** Types as the VM's own people write them, where that differs from Solidity's names. */
  List<ValueType> ownTypes(String text) {
    throw new IllegalArgumentException("Types of " + this + " are written in Solidity's names");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
