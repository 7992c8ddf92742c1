package dev.interlane.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.Vectors;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CaipVectorsTest {
  static List<Vectors.Case> cases() {
    return Vectors.cases("caip/caip2-caip10.json");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void readsAndRefusesAsTheGrammarSays(Vectors.Case vector) {
    boolean isAccount = vector.toString().startsWith("caip10-");
    String text = vector.input("text");

    switch (vector.kind()) {
      case "valid" -> {
        if (isAccount) {
          acceptsAccount(text, vector);
        } else {
          acceptsChain(text, vector);
        }
      }
      case "reject" ->
          assertThatIllegalArgumentException()
              .isThrownBy(() -> parse(isAccount, text))
              .withMessageContaining("CAIP-");
      default -> throw new AssertionError("Unknown kind of case " + vector.kind());
    }
  }

  private static Object parse(boolean isAccount, String text) {
    return isAccount ? AccountId.parse(text) : ChainId.parse(text);
  }

  private static void acceptsChain(String text, Vectors.Case vector) {
    ChainId chain = ChainId.parse(text);

    assertThat(chain.namespace()).isEqualTo(vector.expected("namespace"));
    assertThat(chain.reference()).isEqualTo(vector.expected("reference"));
    assertThat(chain).hasToString(text).isEqualTo(ChainId.of(chain.namespace(), chain.reference()));
  }

  private static void acceptsAccount(String text, Vectors.Case vector) {
    AccountId account = AccountId.parse(text);

    assertThat(account.chain()).isEqualTo(ChainId.parse(vector.expected("chainId")));
    assertThat(account.address()).isEqualTo(vector.expected("address"));
    assertThat(account)
        .hasToString(text)
        .isEqualTo(AccountId.of(account.chain(), account.address()));
  }
}
