/** From intents to signed transactions: gas, fees, account nonces, replacement. */
@NullMarked
package dev.interlane.evm.submit;

import org.jspecify.annotations.NullMarked;
