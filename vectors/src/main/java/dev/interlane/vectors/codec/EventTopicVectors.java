package dev.interlane.vectors.codec;

import dev.interlane.codec.evm.AbiEvent;
import dev.interlane.primitive.Bytes32;
import dev.interlane.vectors.Expect;
import dev.interlane.vectors.VectorCase;
import dev.interlane.vectors.VectorFile;
import dev.interlane.vectors.VectorFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The first topics of protocols' events. */
public final class EventTopicVectors implements VectorFormat {
  /** For {@link java.util.ServiceLoader}. */
  public EventTopicVectors() {}

  @Override
  public String name() {
    return "event-topics";
  }

  @Override
  public boolean reads(VectorFile file) {
    return file.text("protocol").equals("event-topics");
  }

  @Override
  public List<VectorCase> cases(VectorFile file) {
    return file.list("cases").stream()
        .map(each -> new VectorCase(each.required("id").stringValue(), () -> check(each)))
        .toList();
  }

  private static void check(JsonNode vector) {
    AbiEvent event = AbiEvent.parse(vector.required("input").required("signature").stringValue());
    Expect.equal(
        "first topic",
        Bytes32.fromHex(vector.required("expected").required("topic0").stringValue()),
        event.topic0());
  }
}
