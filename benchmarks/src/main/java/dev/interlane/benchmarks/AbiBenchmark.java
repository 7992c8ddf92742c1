package dev.interlane.benchmarks;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import java.nio.ByteBuffer;
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

/**
 * Calldata of three sizes: ours, which reads the canonical form only, against headlong and a plain
 * copy.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AbiBenchmark {

  @Param({"transfer", "nested", "bulk"})
  String payload = "transfer";

  private AbiFunction ours = AbiFunction.parse("none()");
  private List<Value> values = List.of();
  private Bytes encoded = Bytes.EMPTY;
  private Function headlong = Function.parse("none()");
  private Tuple headlongValues = Tuple.EMPTY;
  private byte[] array = new byte[0];

  @Setup
  public void prepare() {
    ours = AbiFunction.parse(AbiPayloads.signature(payload));
    values = AbiPayloads.values(ours, payload);
    encoded = ours.encodeCallValues(values);
    array = encoded.toArray();
    headlong = Function.parse(AbiPayloads.signature(payload));
    headlongValues = headlong.decodeCall(array);
    if (!Bytes.of(headlong.encodeCall(headlongValues).array()).equals(encoded)) {
      throw new IllegalStateException("The two encoders differ on " + payload);
    }
  }

  @Benchmark
  public Bytes encodeOurs() {
    return ours.encodeCallValues(values);
  }

  @Benchmark
  public List<Value> decodeOurs() {
    return ours.decodeCall(encoded);
  }

  @Benchmark
  public ByteBuffer encodeHeadlong() {
    return headlong.encodeCall(headlongValues);
  }

  @Benchmark
  public Tuple decodeHeadlong() {
    return headlong.decodeCall(array);
  }

  @Benchmark
  public byte[] copy() {
    return array.clone();
  }
}
