/** The VM-neutral types and values a contract call is made of, and the parser of signatures. */
@NullMarked
package dev.interlane.value;

import org.jspecify.annotations.NullMarked;
