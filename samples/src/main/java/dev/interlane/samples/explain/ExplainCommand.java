package dev.interlane.samples.explain;

import dev.interlane.codec.Explanation;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.samples.Paint;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a payload as a tree with offsets, or where and why it is wrong. */
@Command(
    name = "explain",
    sortOptions = false,
    usageHelpWidth = 120,
    description =
        "Shows what a payload says, part by part with its bytes, or where it is wrong and why.",
    footer = {
      "",
      "A description is one of",
      "  transfer(address,uint256)        a signature: the payload is a call, its selector in front",
      "  (address,uint256)                types: the payload is their values and nothing else",
      "  @vault.abi.json#deposit          a function or error of a JSON ABI, an instruction of an Anchor IDL,",
      "                                   a function of a Cairo ABI, a message of a CosmWasm schema",
      "  @vault.idl.json#account:Vault    the data of an account of an Anchor IDL; #event:Name an event",
      "Types have Solidity's names, and option<T>, map<K,V>, compact128, felt, symbol, unit; for move",
      "and substrate also their own: (vector<u8>, u64), (Vec<u8>, Compact<u128>).",
      "A Move call is 0xaddress::module::function(types), a Soroban call CONTRACT.function(types).",
      "",
      "Examples:",
      "  ./samples/run explain evm '(uint256)' 0x0000000000000000000000000000000000000000000000000000000000000005",
      "  ./samples/run explain evm @out/Vault.json#deposit 0x47e7ef24...",
      "  ./samples/run explain substrate '(Vec<u8>, Compact<u128>)' 0x08beef14",
      "  ./samples/run explain svm '(string,option<uint64>)' 0x02000000c3280002",
      "  ./samples/run explain cosmwasm 'transfer((string,uint128))' '{\"transfer\":[\"bob\",\"5\"]}'",
      "",
      "Offsets count bytes from zero. Exit status: 0 for canonical bytes, 1 for refused ones, 2 for a wrong command line."
    })
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // picocli fills and reads the fields
public final class ExplainCommand implements Callable<Integer> {
  private static final int MAX_PAYLOAD_CHARS = 32 << 20;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "VM", description = "one of ${COMPLETION-CANDIDATES}")
  private Vm vm;

  @Parameters(
      index = "1",
      paramLabel = "DESCRIPTION",
      description = "what the payload is, see below")
  private String described;

  @Parameters(
      index = "2",
      paramLabel = "HEX",
      description = "the payload in hexadecimal, with or without 0x; for cosmwasm also as JSON")
  private String payload;

  @Option(
      names = "--returned",
      description = "the payload is what the function of the file returned, not its call")
  private boolean isReturned;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  private boolean help;

  /** Called by the launcher's command line. */
  public ExplainCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Paint paint = new Paint(spec.commandLine().getColorScheme().ansi());
    Description description;
    Bytes bytes;
    try {
      Description.Side side = isReturned ? Description.Side.RETURNED : Description.Side.CALL;
      description = Description.parse(vm, described, side);
      bytes = bytes();
    } catch (IllegalArgumentException refused) {
      throw new ParameterException(
          spec.commandLine(), String.valueOf(refused.getMessage()), refused);
    } catch (IOException unreadable) {
      throw new ParameterException(
          spec.commandLine(), "The file cannot be read: " + unreadable, unreadable);
    }
    Explanation explanation = description.codec().explained(bytes);
    out.println(paint.strong(vm + " " + description.title()) + ", " + bytes.length() + " bytes");
    List<String> tree = PayloadTree.lines(explanation, description.codec().names(), paint);
    if (!tree.isEmpty()) {
      out.println();
      tree.forEach(line -> out.println("  " + line));
    }
    out.println();
    int status = explanation.refusal().map(refusal -> refuse(refusal, bytes, out, paint)).orElse(0);
    if (status == 0) {
      out.println(paint.good("canonical") + ", every byte accounted for");
    }
    out.flush();
    return status;
  }

  private static int refuse(CodecException refusal, Bytes bytes, PrintWriter out, Paint paint) {
    HexDump.lines(bytes, refusal.offset(), paint).forEach(line -> out.println("  " + line));
    out.println();
    out.println(paint.bad("refused") + ", " + refusal.getMessage());
    return 1;
  }

  private Bytes bytes() {
    if (payload.length() > MAX_PAYLOAD_CHARS) {
      throw new IllegalArgumentException(
          "A payload has at most " + MAX_PAYLOAD_CHARS + " characters, got " + payload.length());
    }
    String text = payload.strip();
    if (vm == Vm.COSMWASM && !text.isEmpty() && "{[\"".indexOf(text.charAt(0)) >= 0) {
      return Bytes.fromUtf8(text);
    }
    String digits = text.replaceAll("\\s", "");
    return Bytes.fromHex(digits.startsWith("0x") ? digits : "0x" + digits);
  }
}
