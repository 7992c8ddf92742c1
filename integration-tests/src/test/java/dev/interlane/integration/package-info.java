/** Messages from send to receipt, by one test body over simulated chains and over real nodes. */
@NullMarked
package dev.interlane.integration;

import org.jspecify.annotations.NullMarked;
