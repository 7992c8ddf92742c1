package dev.interlane.testkit.chain;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.util.List;

/** A log before its block exists. */
record RawLog(EvmAddress emitter, List<Bytes32> topics, Bytes data) {}
