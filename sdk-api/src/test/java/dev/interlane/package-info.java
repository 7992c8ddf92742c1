/** What the tests of all packages share: seeded randomness and golden vectors. */
@NullMarked
package dev.interlane;

import org.jspecify.annotations.NullMarked;
