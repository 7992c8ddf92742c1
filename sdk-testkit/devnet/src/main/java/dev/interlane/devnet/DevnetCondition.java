package dev.interlane.devnet;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** {@link RequiresDevnet}. */
final class DevnetCondition implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return evaluate();
  }

  static ConditionEvaluationResult evaluate() {
    if ("true".equals(System.getenv("CI"))) {
      return enabled("CI=true: the devnet has to run");
    }
    return Devnet.whyUnavailable().map(reason -> disabled(reason)).orElse(enabled("It can run"));
  }
}
