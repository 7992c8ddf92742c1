@NullMarked
package dev.interlane.samples.journal;

import org.jspecify.annotations.NullMarked;
