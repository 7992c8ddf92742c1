package dev.interlane.spi;

import dev.interlane.chain.Finality;
import dev.interlane.chain.Inclusion;
import dev.interlane.primitive.Bytes;
import java.time.Instant;

/**
 * Everything a transport needs to look at one step of one message.
 *
 * @param message the message
 * @param step the step
 * @param dispatch the dispatch transaction in its block
 * @param dispatchFinality how sure that block is
 * @param memo what the transport kept from the dispatch or from the step before
 * @param attempt how often this step was begun, from 1
 * @param now the time
 */
public record StepContext(
    Outbound message,
    Step step,
    Inclusion dispatch,
    Finality dispatchFinality,
    Bytes memo,
    int attempt,
    Instant now) {}
