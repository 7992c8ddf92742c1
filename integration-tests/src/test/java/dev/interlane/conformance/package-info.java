/** Our own transports, codecs and signers under the suites that others extend. */
@NullMarked
package dev.interlane.conformance;

import org.jspecify.annotations.NullMarked;
