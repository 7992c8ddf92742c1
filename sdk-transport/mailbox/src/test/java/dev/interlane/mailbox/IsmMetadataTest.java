package dev.interlane.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.primitive.Bytes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IsmMetadataTest {
  @Test
  void nestsAggregationsWithOffsetsOfTheirOwn() {
    Bytes leg = Bytes.fromHex("0xabcd");
    Bytes inner = IsmMetadata.aggregation(List.of(Optional.empty(), Optional.of(leg)));

    Bytes outer = IsmMetadata.aggregation(List.of(Optional.of(inner), Optional.empty()));

    assertThat(outer.toHex())
        .isEqualTo(
            "0x"
                + "0000001000000022"
                + "0000000000000000"
                + "0000000000000000"
                + "0000001000000012"
                + "abcd");
  }
}
