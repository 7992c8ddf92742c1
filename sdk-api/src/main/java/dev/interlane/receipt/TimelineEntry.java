package dev.interlane.receipt;

import java.time.Instant;

/**
 * One line of a receipt's timeline, and what a listener is told. Immutable.
 *
 * @param at when the SDK learnt of it, by the client's clock
 * @param event what happened
 */
public record TimelineEntry(Instant at, DeliveryEvent event) {}
