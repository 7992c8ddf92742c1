/** What happened between two chains, in words for people. */
@NullMarked
package dev.interlane.testkit.story;

import org.jspecify.annotations.NullMarked;
