package dev.interlane.benchmarks;

import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;

/**
 * The same calldata by web3j, whose natural form is hexadecimal text. Structs need generated
 * classes there, so two payloads only.
 */
@SuppressWarnings("rawtypes") // as its own API has it
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AbiWeb3jBenchmark {

  @Param({"transfer", "bulk"})
  String payload = "transfer";

  private Function function = new Function("none", List.of(), List.of());
  private String arguments = "";
  private List<TypeReference<Type>> types = List.of();

  @Setup
  public void prepare() throws ClassNotFoundException {
    AbiFunction ours = AbiFunction.parse(AbiPayloads.signature(payload));
    List<Value> values = AbiPayloads.values(ours, payload);
    boolean transfer = payload.equals("transfer");
    List<Type> inputs =
        transfer
            ? List.of(
                new Address(values.get(0).asEvmAddress().toString()),
                new Uint256(values.get(1).asNumber()))
            : List.of(
                new DynamicBytes(values.get(0).asBytes().toArray()),
                new DynamicArray<>(
                    Uint256.class,
                    values.get(1).asElements().stream()
                        .map(each -> new Uint256(each.asNumber()))
                        .toList()));
    types =
        transfer
            ? List.of(reference("address"), reference("uint256"))
            : List.of(reference("bytes"), reference("uint256[]"));
    function = new Function(ours.signature().name(), inputs, List.of());
    String encoded = FunctionEncoder.encode(function);
    if (!Bytes.fromHex(encoded).equals(ours.encodeCallValues(values))) {
      throw new IllegalStateException("The two encoders differ on " + payload);
    }
    arguments = encoded.substring(10);
  }

  @Benchmark
  public String encodeWeb3j() {
    return FunctionEncoder.encode(function);
  }

  @Benchmark
  public List<Type> decodeWeb3j() {
    return FunctionReturnDecoder.decode(arguments, types);
  }

  @SuppressWarnings("unchecked") // as its own decoder wants them
  private static TypeReference<Type> reference(String type) throws ClassNotFoundException {
    return TypeReference.makeTypeReference(type);
  }
}
