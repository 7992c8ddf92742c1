package dev.interlane.testkit.simulation;

/** What must hold in every run, whatever goes wrong. Described in docs/spec/invariants.md. */
public enum Invariant {
  /** Nothing that was accepted is ever lost. */
  CONSERVED("C1", "a message whose send was acknowledged stays in the journal"),
  /** Nothing comes from nowhere. */
  GENUINE("C2", "what a recipient executes was dispatched on the origin by the application"),
  /** A key means one message. */
  IDEMPOTENT("K1", "a send that is repeated under its key is the same message"),
  /** Nothing happens twice where the recipient checks ids. */
  EXECUTED_ONCE("O1", "a message is executed at most once"),
  /** Nothing happens twice where the protocol checks its ids. */
  PROCESSED_ONCE("O2", "a protocol id is processed at most once"),
  /** Nothing is paid for twice. */
  DISPATCHED_ONCE("O3", "a message is dispatched at most once on the canonical origin"),
  /** Ordered lanes keep their order. */
  ORDERED("O4", "messages of an ordered lane are executed in the order of their sequence"),
  /** Two transactions never compete by mistake. */
  ONE_INTENT("N1", "an account nonce is signed for one intent only"),
  /** A crash forgets no transaction that is out. */
  PERSISTED_FIRST("N2", "a transaction reaches a chain only after it is in the journal"),
  /** Finality is never claimed early. */
  TRUE_FINALITY("F1", "no finality is claimed above that of the chain"),
  /** Nothing is delivered on a dispatch that may still vanish. */
  PATIENT("F4", "we deliver only once the origin is as final as the message asks"),
  /** What was said once stays true. */
  UNCONTRADICTED("F2", "an outcome at final blocks is never contradicted later"),
  /** Causes come first. */
  CAUSE_FIRST("F3", "no outcome is claimed before its cause is on the chain"),
  /** The timeline explains the state. */
  TOLD("T1", "what a record says is told by the events before it"),
  /** Nobody is left alone with a silent message. */
  EXPLAINED("S1", "a message that does not move names a reason and who must act"),
  /** It all ends. */
  LIVE("S2", "once faults stop and people act, every message ends"),
  /** The application keeps its own promises. */
  APPLICATION("A1", "the application's own assertions hold"),
  /** The client survives. */
  RUNNING("S3", "the client does not stop by itself");

  private final String id;
  private final String sentence;

  Invariant(String id, String sentence) {
    this.id = id;
    this.sentence = sentence;
  }

  /** Its short name, such as {@code O1}. */
  public String id() {
    return id;
  }

  /** What it demands. */
  public String sentence() {
    return sentence;
  }
}
