/** Tests of the test prover. */
@NullMarked
package dev.interlane.testkit.zk;

import org.jspecify.annotations.NullMarked;
