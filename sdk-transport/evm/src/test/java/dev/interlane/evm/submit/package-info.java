/** Tests of this package. */
@NullMarked
package dev.interlane.evm.submit;

import org.jspecify.annotations.NullMarked;
