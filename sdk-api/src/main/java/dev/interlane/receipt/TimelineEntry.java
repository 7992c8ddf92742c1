package dev.interlane.receipt;

import java.time.Instant;

/**
 * One line of a receipt's timeline.
 *
 * @param at when the SDK learnt of it, by the client's clock
 * @param event what happened
 */
public record TimelineEntry(Instant at, DeliveryEvent event) {}
