/**
 * What CosmWasm's contracts read: JSON in one canonical form. {@link
 * dev.interlane.codec.cosmwasm.ExecuteMessage} is where to begin.
 */
@NullMarked
package dev.interlane.codec.cosmwasm;

import org.jspecify.annotations.NullMarked;
