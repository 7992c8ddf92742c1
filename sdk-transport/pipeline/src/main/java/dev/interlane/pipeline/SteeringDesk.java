package dev.interlane.pipeline;

import dev.interlane.client.MessageHandle;
import dev.interlane.error.ErrorCode;
import dev.interlane.error.MessagingException;
import dev.interlane.spi.Instances;
import dev.interlane.spi.Steering;
import dev.interlane.spi.SteeringAnswer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what instances that stand by ask of the one that works, one after the other. It looks again
 * and again, as {@link Intake} does. The loop's own.
 */
final class SteeringDesk {
  /** How many are answered between two looks at most. */
  private static final int PAGE = 100;

  private static final Logger LOG = LoggerFactory.getLogger(SteeringDesk.class);

  private final Loop loop;
  private final Instances instances;
  private final PipelineClient client;
  private boolean busy;

  SteeringDesk(Loop loop, Instances instances, PipelineClient client) {
    this.loop = loop;
    this.instances = instances;
    this.client = client;
  }

  /** From now on. */
  void start() {
    look();
    loop.at(loop.now().plus(Intake.PAUSE), this::start);
  }

  private void look() {
    if (!busy) {
      busy = true;
      loop.ask(this::answerAll, this::done);
    }
  }

  /** In a task, where one may wait for the loop. */
  private int answerAll() {
    int answered = 0;
    for (Steering.Asked one : instances.asked(client.appId(), PAGE)) {
      // Whoever works by now does it.
      loop.requireHeld();
      if (!comesTooEarly(one.what())) {
        instances.answer(one.number(), answer(one.what()));
        answered++;
      }
    }
    return answered;
  }

  /** Whether its message is sent and yet to be taken in: asked again after that. */
  private boolean comesTooEarly(Steering what) {
    return switch (what) {
      case Steering.Cancel cancel -> client.isYetToTakeIn(cancel.message());
      case Steering.Resume resume -> client.isYetToTakeIn(resume.message());
      case Steering.Replace replace -> client.isYetToTakeIn(replace.message());
      case Steering.Track track -> false;
    };
  }

  private SteeringAnswer answer(Steering what) {
    try {
      return new SteeringAnswer.Done(
          switch (what) {
            case Steering.Cancel cancel -> {
              client.cancel(cancel.message());
              yield List.of(cancel.message());
            }
            case Steering.Resume resume -> {
              client.resume(resume.message());
              yield List.of(resume.message());
            }
            case Steering.Replace replace -> {
              client.replace(replace.message());
              yield List.of(replace.message());
            }
            case Steering.Track track ->
                client.track(track.originTransaction()).stream().map(MessageHandle::id).toList();
          });
    } catch (MessagingException refused) {
      if (refused.code() == ErrorCode.CLIENT_CLOSED || refused.code() == ErrorCode.JOURNAL_FENCED) {
        // It was not done here: the next one to work is asked the same.
        throw refused;
      }
      return new SteeringAnswer.Refused(refused.code(), reason(refused), refused.hint());
    } catch (IllegalArgumentException misuse) {
      return new SteeringAnswer.Refused(
          ErrorCode.ILLEGAL_IN_STATE, String.valueOf(misuse.getMessage()), "");
    }
  }

  /** Its words without code and hint, which whoever throws it again puts around them. */
  private static String reason(MessagingException refused) {
    String text = String.valueOf(refused.getMessage());
    String code = refused.code().code() + " ";
    String hint = ". " + refused.hint();
    String rest = text.startsWith(code) ? text.substring(code.length()) : text;
    return rest.endsWith(hint) ? rest.substring(0, rest.length() - hint.length()) : rest;
  }

  private void done(Answer<Integer> answer) {
    busy = false;
    switch (answer) {
      case Answer.Value<Integer> count -> {
        if (count.value() == PAGE) {
          look();
        }
      }
      case Answer.Trouble<Integer> failure ->
          LOG.warn(
              "Could not do what other instances ask, trying again: {}",
              failure.cause().getMessage());
    }
  }
}
