/** Tests of chains, accounts and addresses. */
@NullMarked
package dev.interlane.chain;

import org.jspecify.annotations.NullMarked;
