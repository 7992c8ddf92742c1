/** AssertJ assertions for messages, receipts, handles and simulated chains. Needs AssertJ. */
@NullMarked
package dev.interlane.testkit.assertion;

import org.jspecify.annotations.NullMarked;
