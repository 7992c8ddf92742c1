package dev.interlane.samples.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ExplainCommandTest {
  private static final String DEPOSIT =
      "0x47e7ef24000000000000000000000000ab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb0000000000000000000000000000000000000000000000000000000000000005";
  private static final String SOROBAN = "CA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUWDA";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new ExplainCommand())
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "evm|(uint256)|0000000000000000000000000000000000000000000000000000000000000005|0..32  [0]  uint256  5",
        "svm|(string,option<uint64>)|0x02000000686900|0..6  [0]  string          \"hi\"",
        "move|(vector<u8>, u64)|0x02beef0500000000000000|3..11  [1]  uint64  5",
        "substrate|(Vec<u8>, Compact<u128>)|0x08beef14|3..4  [1]  compact128  5",
        "starknet|(felt)|0x0000000000000000000000000000000000000000000000000000000000000007|0..32  [0]  felt  7",
        "cosmwasm|transfer((string,uint128))|{\"transfer\":[\"bob\",\"5\"]}|13..18    [0]     string   \"bob\"",
        "stellar|(uint32)|0x0000000300000007|0..8  [0]  uint32  7",
      })
  void showsEveryVmsPayload(String vm, String description, String payload, String line) {
    int status = run(vm, description, payload);

    assertThat(out.toString()).contains(line).contains("canonical, every byte accounted for");
    assertThat(status).isZero();
  }

  @Test
  void showsCallsWithWhatStandsInFront() {
    assertThat(run("evm", "deposit(address,uint256)", DEPOSIT)).isZero();
    assertThat(out.toString()).contains("0..4  in front           0x47e7ef24");
    assertThat(run("stellar", SOROBAN + ".f()", "0x00")).isEqualTo(1);
    assertThat(run("stellar", "f()", "0x00")).isEqualTo(2);
    assertThat(err.toString()).contains("names its contract");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "svm|(string,option<uint64>)|0x02000000c3280002|^^ byte 4|BAD_UTF8 at byte 4, [0]",
        "svm|(string,option<uint64>)|0x020000006869|^^ byte 6, where the input ends|TRUNCATED at byte 6, [1]",
        "substrate|(bool,bool)|0x0102|^^ byte 1|BAD_BOOL at byte 1, [1]",
        "evm|f(bool)|0x00000000|^^ byte 0|WRONG_TAG at byte 0",
        "cosmwasm|(uint64)|2230353622|^^ byte 1|NON_MINIMAL at byte 1, [0]",
      })
  void marksWhereBadBytesAreWrong(
      String vm, String description, String payload, String mark, String refusal) {
    int status = run(vm, description, payload);

    assertThat(out.toString()).contains(mark).contains(refusal);
    assertThat(status).isEqualTo(1);
  }

  @Test
  void windowsLargeDumps() {
    run("evm", "(uint8[])", "00".repeat(31) + "20" + "00".repeat(31) + "28" + "ff".repeat(32 * 40));

    assertThat(out.toString()).contains("bytes after").contains("DIRTY_PADDING at byte 64");
  }

  @Test
  void readsAnAbiFile(@TempDir Path folder) throws IOException {
    Path abi =
        Files.writeString(
            folder.resolve("vault.abi.json"),
            "[{\"type\":\"function\",\"name\":\"deposit\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\"}]}]");

    assertThat(run("evm", "@" + abi + "#deposit", DEPOSIT)).isZero();
    assertThat(out.toString())
        .contains("deposit of vault.abi.json")
        .contains("36..68  amount    uint256  5");
    assertThat(run("evm", "--returned", "@" + abi + "#deposit", "00".repeat(31) + "01")).isZero();
    assertThat(out.toString()).contains("bool  true");
    assertThat(run("evm", "@" + abi + "#withdraw", DEPOSIT)).isEqualTo(2);
    assertThat(err.toString()).contains("There is no function withdraw, only [deposit]");
    assertThat(run("evm", "@" + folder.resolve("none.json") + "#f", DEPOSIT)).isEqualTo(2);
    assertThat(err.toString()).contains("cannot be read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tron|(bool)|0x01|expected one of",
        "evm|bool|0x01|Expected a signature, types in parentheses",
        "evm|(option<bool>)|0x01|it has no options",
        "evm|(bool)|0x0|hex",
        "evm|(u8)|0x00|Solidity's names",
        "evm|(bool)[]|0x00|types in parentheses only",
        "evm|f(bool|0x00|is wrong at position",
        "move|@x.json#f|0x00|cannot be read",
      })
  void refusesAWrongCommandLine(String vm, String description, String payload, String message) {
    assertThat(run(vm, description, payload)).isEqualTo(2);
    assertThat(err.toString()).contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void doesNotLetAPayloadTalkToTheTerminal() {
    run("svm", "(string)", "0x050000001b5b324a41");

    assertThat(out.toString()).contains("\\u001b[2JA").doesNotContain("\u001b");
  }
}
