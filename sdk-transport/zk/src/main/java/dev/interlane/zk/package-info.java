/** The transport that proves a message by zero-knowledge proofs. */
@NullMarked
package dev.interlane.zk;

import org.jspecify.annotations.NullMarked;
