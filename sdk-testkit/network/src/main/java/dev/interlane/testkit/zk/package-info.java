/** Proofs that are valid without proving anything, and services that make them: for tests only. */
@NullMarked
package dev.interlane.testkit.zk;

import org.jspecify.annotations.NullMarked;
