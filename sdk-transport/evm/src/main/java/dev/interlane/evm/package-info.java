/** EVM chains over JSON-RPC: reading, submitting, signing. */
@NullMarked
package dev.interlane.evm;

import org.jspecify.annotations.NullMarked;
