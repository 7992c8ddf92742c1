@NullMarked
package dev.interlane.testkit.fault;

import org.jspecify.annotations.NullMarked;
