/** What tests of EVM chains share. */
@NullMarked
package dev.interlane.evm;

import org.jspecify.annotations.NullMarked;
