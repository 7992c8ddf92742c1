/** Tests of this package. */
@NullMarked
package dev.interlane.evm.rpc;

import org.jspecify.annotations.NullMarked;
