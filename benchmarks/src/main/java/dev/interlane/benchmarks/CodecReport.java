package dev.interlane.benchmarks;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The codecs' figures as tables, and the bars that they meet or miss. */
final class CodecReport {
  /** The bytes that an encoding may allocate beyond those it has. */
  private static final int ENCODE_EXTRA_BYTES = 64;

  private static final List<CodecLibrary> CALLDATA =
      List.of(
          CodecLibrary.EVM_ABI,
          CodecLibrary.HEADLONG,
          CodecLibrary.WEB3J,
          CodecLibrary.PROTOBUF,
          CodecLibrary.COPY);

  // Each with what it is held against.
  private static final Map<CodecLibrary, CodecLibrary> OTHERS =
      new EnumMap<>(
          Map.of(
              CodecLibrary.BORSH, CodecLibrary.PROTOBUF_TEXT,
              CodecLibrary.BCS, CodecLibrary.PROTOBUF_KEYS,
              CodecLibrary.SCALE, CodecLibrary.PROTOBUF_KEYS,
              CodecLibrary.CAIRO, CodecLibrary.PROTOBUF_KEYS,
              CodecLibrary.SOROBAN, CodecLibrary.PROTOBUF_TEXT,
              CodecLibrary.COSMWASM, CodecLibrary.JACKSON));

  private final Map<CodecPayload, Map<CodecLibrary, Both>> measured =
      new EnumMap<>(CodecPayload.class);

  /**
   * What one way took for each operation.
   *
   * @param cpuNanos CPU time
   * @param allocatedBytes on the heap
   * @param perSecond operations, by the clock
   */
  record Way(double cpuNanos, double allocatedBytes, double perSecond) {}

  private static final class Both {
    private final int bytes;
    private @Nullable Way encode;
    private @Nullable Way decode;

    Both(int bytes) {
      this.bytes = bytes;
    }

    Way encode() {
      return required(encode);
    }

    Way decode() {
      return required(decode);
    }

    private static Way required(@Nullable Way way) {
      if (way == null) {
        throw new IllegalStateException("A library was measured one way only");
      }
      return way;
    }
  }

  /** Adds what one benchmark measured: {@code encode} or {@code decode}. */
  void add(CodecLibrary library, CodecPayload payload, String method, int bytes, Way way) {
    Both both =
        measured
            .computeIfAbsent(payload, any -> new EnumMap<>(CodecLibrary.class))
            .computeIfAbsent(library, any -> new Both(bytes));
    if (method.equals("encode")) {
      both.encode = way;
    } else {
      both.decode = way;
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("Calldata of the EVM; ratios are CPU time against headlong's:\n\n");
    text.append(calldata()).append('\n');
    text.append("Other VMs; ratios are CPU time per encoded byte against the row they name:\n\n");
    text.append(others()).append('\n');
    return text.append(bars()).toString();
  }

  private Table calldata() {
    Table table = table("");
    measured.forEach(
        (payload, libraries) -> {
          for (CodecLibrary library : CALLDATA) {
            Both both = libraries.get(library);
            Both headlong = libraries.get(CodecLibrary.HEADLONG);
            if (both != null) {
              row(table, payload, library, both, headlong, "", 1);
            }
          }
        });
    return table;
  }

  private Table others() {
    Table table = table("against");
    measured.forEach(
        (payload, libraries) -> {
          for (CodecLibrary library : libraries.keySet()) {
            if (!CALLDATA.contains(library)) {
              CodecLibrary against = OTHERS.get(library);
              Both peer = against == null ? null : libraries.get(against);
              Both both = libraries.get(library);
              double perByte = peer == null ? 1 : (double) peer.bytes / both.bytes;
              row(
                  table,
                  payload,
                  library,
                  both,
                  peer,
                  against == null ? "" : against.shown(),
                  perByte);
            }
          }
        });
    return table;
  }

  private static Table table(String against) {
    return new Table(
        "payload",
        "library",
        ">bytes",
        ">encode",
        ">x",
        ">allocates",
        ">per second",
        ">decode",
        ">x",
        ">allocates",
        ">per second",
        against);
  }

  private static void row(
      Table table,
      CodecPayload payload,
      CodecLibrary library,
      Both both,
      @Nullable Both peer,
      String against,
      double scale) {
    Way encode = both.encode();
    Way decode = both.decode();
    table.add(
        payload.name().toLowerCase(Locale.ROOT),
        library.shown(),
        number(both.bytes),
        nanos(encode),
        peer == null ? "" : ratio(scale * encode.cpuNanos / peer.encode().cpuNanos),
        number(encode.allocatedBytes) + " B",
        number(encode.perSecond),
        nanos(decode),
        peer == null ? "" : ratio(scale * decode.cpuNanos / peer.decode().cpuNanos),
        number(decode.allocatedBytes) + " B",
        number(decode.perSecond),
        against);
  }

  private Figures bars() {
    Figures figures = new Figures();
    measured.forEach(
        (payload, libraries) -> {
          String name = payload.name().toLowerCase(Locale.ROOT);
          Both ours = libraries.get(CodecLibrary.EVM_ABI);
          for (CodecLibrary library : List.of(CodecLibrary.HEADLONG, CodecLibrary.WEB3J)) {
            Both peer = libraries.get(library);
            if (ours != null && peer != null) {
              against(figures, name + ", evm-abi against " + library.shown(), ours, peer);
            }
          }
          OTHERS.forEach((library, against) -> perByte(figures, name, libraries, library, against));
          libraries.forEach(
              (library, both) -> {
                if (library == CodecLibrary.EVM_ABI || OTHERS.containsKey(library)) {
                  figures.atMost(
                      name + ", " + library.shown() + " encode allocates",
                      both.encode().allocatedBytes,
                      1.2 * both.bytes + ENCODE_EXTRA_BYTES,
                      "B");
                }
              });
        });
    return figures;
  }

  private static void against(Figures figures, String what, Both ours, Both peer) {
    boolean target = what.endsWith(CodecLibrary.HEADLONG.shown());
    double bar = target ? 0.5 : 1;
    figures.atMost(
        what + ", encode CPU", ours.encode().cpuNanos / peer.encode().cpuNanos, bar, "x");
    figures.atMost(
        what + ", decode CPU", ours.decode().cpuNanos / peer.decode().cpuNanos, bar, "x");
    figures.atMost(
        what + ", encode allocation",
        ours.encode().allocatedBytes / peer.encode().allocatedBytes,
        1,
        "x");
    figures.atMost(
        what + ", decode allocation",
        ours.decode().allocatedBytes / peer.decode().allocatedBytes,
        1,
        "x");
  }

  private static void perByte(
      Figures figures,
      String payload,
      Map<CodecLibrary, Both> libraries,
      CodecLibrary library,
      CodecLibrary against) {
    Both ours = libraries.get(library);
    Both peer = libraries.get(against);
    if (ours == null || peer == null) {
      return;
    }
    String what = payload + ", " + library.shown() + " against " + against.shown();
    double bar = library == CodecLibrary.COSMWASM ? 1.2 : 1.5;
    double scale = (double) peer.bytes / ours.bytes;
    figures.atMost(
        what + ", encode CPU per byte",
        scale * ours.encode().cpuNanos / peer.encode().cpuNanos,
        bar,
        "x");
    figures.atMost(
        what + ", decode CPU per byte",
        scale * ours.decode().cpuNanos / peer.decode().cpuNanos,
        bar,
        "x");
  }

  private static String nanos(Way way) {
    return number(way.cpuNanos) + " ns";
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, number < 10 ? "%.1f" : "%,.0f", number);
  }
}
