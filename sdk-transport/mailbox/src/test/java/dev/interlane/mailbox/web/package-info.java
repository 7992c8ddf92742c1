@NullMarked
package dev.interlane.mailbox.web;

import org.jspecify.annotations.NullMarked;
