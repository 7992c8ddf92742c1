@NullMarked
package dev.interlane.samples.fivevms;

import org.jspecify.annotations.NullMarked;
