package dev.interlane.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.receipt.DeliveryEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The document shows the machine's own table. When they differ, write what the test prints. */
class DeliveryMachineDiagramTest {
  private static final Path DOCUMENT = Path.of("../../docs/spec/delivery-machine.md");

  @Test
  void theDocumentShowsTheTable() throws IOException {
    String expected = print();
    Path printed = Path.of("target/delivery-machine.md");
    Files.createDirectories(Path.of("target"));
    Files.writeString(printed, expected);

    assertThat(DOCUMENT).as("copy %s over it", printed.toAbsolutePath()).hasContent(expected);
  }

  private static String print() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # The delivery machine

        A pure function from a message's record and an event to the next record and an action (`DeliveryMachine`). The state is
        derived from the record's legs, never stored. This page is printed by `DeliveryMachineDiagramTest` from the machine's own table.

        A dot is an illegal move, `=` stays, otherwise the cell names where the move may lead: A Accepted, D Dispatched, P Proven, V Delivered,
        K Parked, U Undelivered, E Ended. Where several are named, the record's legs decide.

        | event | A | D | P | V | K | U | E |
        | --- | --- | --- | --- | --- | --- | --- | --- |
        """);
    for (Map.Entry<Class<? extends DeliveryEvent>, DeliveryMachine.Row> entry :
        DeliveryMachine.TABLE.entrySet()) {
      text.append("| ").append(entry.getKey().getSimpleName());
      for (MachineState state : MachineState.values()) {
        text.append(" | ").append(cell(state, entry.getValue()));
      }
      text.append(" |\n");
    }
    text.append(
        """

        ```mermaid
        stateDiagram-v2
          [*] --> Accepted
          Accepted --> Dispatched: DispatchIncluded
          Dispatched --> Proven: ProofAccepted
          Proven --> Delivered: DeliverySeen
          Delivered --> Ended: Concluded
          Dispatched --> Accepted: DispatchReorged
          Proven --> Accepted: DispatchReorged
          Proven --> Dispatched: ProofVoided
          Delivered --> Proven: DeliveryReorged
          Undelivered --> Delivered: DeliverySeen
          Ended --> [*]
        ```

        An outcome is accepted only when the record bears it out: `Executed` needs both legs at the finality that the envelope asks for, `Orphaned` an
        execution without a dispatch, and every other one no execution.
        """);
    return text.toString();
  }

  private static String cell(MachineState state, DeliveryMachine.Row row) {
    if (!row.from().contains(state)) {
      return ".";
    }
    return row.to().isEmpty() ? "=" : letters(row.to());
  }

  private static String letters(Set<MachineState> states) {
    return states.stream().map(DeliveryMachineDiagramTest::letter).collect(Collectors.joining());
  }

  private static String letter(MachineState state) {
    return switch (state) {
      case ACCEPTED -> "A";
      case DISPATCHED -> "D";
      case PROVEN -> "P";
      case DELIVERED -> "V";
      case PARKED -> "K";
      case UNDELIVERED -> "U";
      case ENDED -> "E";
    };
  }
}
