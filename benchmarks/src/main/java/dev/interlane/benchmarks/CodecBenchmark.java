package dev.interlane.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Each library with each payload, both ways. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class CodecBenchmark {
  /** The name of a {@link CodecLibrary}. */
  @Param("EVM_ABI")
  String library = "EVM_ABI";

  /** The name of a {@link CodecPayload}. */
  @Param("TRANSFER")
  String payload = "TRANSFER";

  private CodecSubject subject = new CopySubject(CodecPayload.TRANSFER);

  @Setup
  public void prepare() {
    subject = CodecLibrary.valueOf(library).prepare(CodecPayload.valueOf(payload));
  }

  @Benchmark
  public Object encode() {
    return subject.encode();
  }

  @Benchmark
  public Object decode() {
    return subject.decode();
  }
}
