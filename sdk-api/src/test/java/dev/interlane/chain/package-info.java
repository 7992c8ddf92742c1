@NullMarked
package dev.interlane.chain;

import org.jspecify.annotations.NullMarked;
