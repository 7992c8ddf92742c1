package dev.interlane.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.codec.cosmwasm.MessageSchema;
import dev.interlane.codec.evm.SolidityAbi;
import dev.interlane.codec.starknet.CairoAbi;
import dev.interlane.codec.svm.AnchorIdl;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Descriptions come from outside: whatever they hold, they are read or refused. */
class HostileDescriptionsTest {
  private static final List<String> OTHERS =
      List.of("null", "-7", "1e400", "\"x y\"", "[[]]", "{}");

  /** A description and who reads it. */
  record Subject(String file, Consumer<String> parser) {
    String json() {
      return Descriptions.read(file);
    }

    @Override
    public String toString() {
      return file;
    }
  }

  private static Stream<Subject> subjects() {
    return Stream.of(
        new Subject("vault.abi.json", SolidityAbi::parse),
        new Subject("vault.idl.json", AnchorIdl::parse),
        new Subject("vault-before-0.30.idl.json", AnchorIdl::parse),
        new Subject("vault.cairo.json", CairoAbi::parse),
        new Subject("vault.schema.json", MessageSchema::parse));
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void refusesEveryTruncation(Subject subject) {
    String json = subject.json().strip();
    for (int length = 0; length < json.length(); length++) {
      String cut = json.substring(0, length);

      assertThatIllegalArgumentException()
          .as("cut at %d", length)
          .isThrownBy(() -> subject.parser.accept(cut));
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void readsOrRefusesEveryPartOfAnotherKind(Subject subject) {
    JsonMapper mapper = JsonMapper.shared();
    JsonNode whole = mapper.readTree(subject.json());
    int tried = 0;
    for (Place place : places(whole)) {
      for (String other : OTHERS) {
        place.put.accept(mapper.readTree(other));
        readOrRefuse(subject, whole.toString());
        tried++;
      }
      place.put.accept(place.before);
    }
    assertThat(tried).isGreaterThan(300);
  }

  /** A node within another, and how to put another in its place. */
  private record Place(JsonNode before, Consumer<JsonNode> put) {}

  private static List<Place> places(JsonNode node) {
    List<Place> places = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      for (String name : List.copyOf(object.propertyNames())) {
        places.add(new Place(object.get(name), other -> object.set(name, other)));
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int at = i;
        places.add(new Place(array.get(i), other -> array.set(at, other)));
      }
    }
    for (Place place : List.copyOf(places)) {
      places.addAll(places(place.before));
    }
    return places;
  }

  private static void readOrRefuse(Subject subject, String json) {
    try {
      subject.parser.accept(json);
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void refusesDepthAndLength(Subject subject) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> subject.parser.accept("[".repeat(1_000_000)))
        .withMessageContaining("nesting depth");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> subject.parser.accept("[" + " ".repeat(9 << 20) + "]"))
        .withMessageContaining("characters");
  }

  @Test
  void refusesDefinitionsThatUnfoldWithoutEnd() {
    // Each of fifty types holds the one before twice: 2^50 parts from four kilobytes.
    assertLeftOut(
        AnchorIdl.parse(
                "{\"instructions\":[{\"name\":\"f\",\"args\":[{\"name\":\"a\",\"type\":{\"defined\":\"T49\"}}]}],\"types\":["
                    + chain(
                        i ->
                            "{\"name\":\"T"
                                + i
                                + "\",\"type\":{\"kind\":\"struct\",\"fields\":["
                                + pair(i, "\"u8\"", "{\"defined\":\"T" + (i - 1) + "\"}")
                                + "]}}")
                    + "]}")
            .leftOut());
    assertLeftOut(
        CairoAbi.parse(
                "[{\"type\":\"function\",\"name\":\"f\",\"inputs\":[{\"name\":\"a\",\"type\":\"T49\"}]},"
                    + chain(
                        i ->
                            "{\"type\":\"struct\",\"name\":\"T"
                                + i
                                + "\",\"members\":["
                                + pair(i, "\"core::felt252\"", "\"T" + (i - 1) + "\"")
                                + "]}")
                    + "]")
            .leftOut());
    assertLeftOut(
        MessageSchema.parse(
                "{\"oneOf\":[{\"properties\":{\"f\":{\"$ref\":\"#/definitions/T49\"}}}],\"definitions\":{"
                    + chain(
                        i ->
                            "\"T"
                                + i
                                + "\":{\"type\":\"object\",\"properties\":{\"l\":"
                                + below(i)
                                + ",\"r\":"
                                + below(i)
                                + "}}")
                    + "}}")
            .leftOut());
  }

  private static String below(int i) {
    return i == 0 ? "{\"type\":\"boolean\"}" : "{\"$ref\":\"#/definitions/T" + (i - 1) + "\"}";
  }

  private static String pair(int i, String leaf, String below) {
    String type = i == 0 ? leaf : below;
    return "{\"name\":\"l\",\"type\":" + type + "},{\"name\":\"r\",\"type\":" + type + "}";
  }

  private static String chain(Function<Integer, String> definition) {
    return String.join(",", IntStream.range(0, 50).mapToObj(definition::apply).toList());
  }

  private static void assertLeftOut(List<String> leftOut) {
    assertThat(leftOut).singleElement().asString().contains("unfolds into more than");
  }

  @Test
  void refusesDefinitionsThatNestWithoutEnd() {
    String deep =
        String.join(
            ",",
            IntStream.range(0, 100_000)
                .mapToObj(
                    i ->
                        "{\"name\":\"T"
                            + i
                            + "\",\"type\":{\"kind\":\"alias\",\"value\":{\"defined\":\"T"
                            + (i + 1)
                            + "\"}}}")
                .toList());

    AnchorIdl idl =
        AnchorIdl.parse(
            "{\"instructions\":[{\"name\":\"f\",\"args\":[{\"name\":\"a\",\"type\":{\"defined\":\"T0\"}}]}],\"types\":["
                + deep
                + "]}");

    assertThat(idl.leftOut()).singleElement().asString().contains("256 levels deep");
  }
}
