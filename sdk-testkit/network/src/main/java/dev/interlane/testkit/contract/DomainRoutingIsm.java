package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import java.util.Map;
import java.util.TreeMap;

/** Hyperlane's DomainRoutingIsm with a fixed table: another module per origin domain. */
public final class DomainRoutingIsm implements Contract {
  private final Map<Long, EvmAddress> modules;
  private final Functions functions;

  /** Routes by this table. */
  public DomainRoutingIsm(Map<Long, EvmAddress> modules) {
    this.modules = new TreeMap<>(modules);
    this.functions = SecurityModule.routing(this::route);
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private EvmAddress route(CallFrame frame, Bytes message) {
    long origin = new WireMessage(frame, message).origin();
    EvmAddress module = modules.get(origin);
    if (module == null) {
      throw Reverts.reason(frame, "No ISM found for origin: " + origin);
    }
    return module;
  }
}
