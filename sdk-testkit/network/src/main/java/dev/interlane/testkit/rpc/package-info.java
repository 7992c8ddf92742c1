/** Simulated chains behind JSON-RPC, for other processes. */
@NullMarked
package dev.interlane.testkit.rpc;

import org.jspecify.annotations.NullMarked;
