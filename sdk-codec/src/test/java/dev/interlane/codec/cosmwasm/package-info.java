/** Tests of CosmWasm's JSON. */
@NullMarked
package dev.interlane.codec.cosmwasm;

import org.jspecify.annotations.NullMarked;
