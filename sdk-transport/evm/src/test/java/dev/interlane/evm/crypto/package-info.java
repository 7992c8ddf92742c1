/** Tests of signatures. */
@NullMarked
package dev.interlane.evm.crypto;

import org.jspecify.annotations.NullMarked;
