package dev.interlane.devnet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * JUnit tests that start a {@link Devnet}. Where none can run, as Node is missing, they are skipped
 * with {@link Devnet#whyUnavailable} as the reason; where the environment has {@code CI=true} they
 * run all the same, and fail at the devnet's start: a build must not pass because tests were
 * skipped.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(DevnetCondition.class)
public @interface RequiresDevnet {}
