package dev.interlane.testkit.fault;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Faults as text: {@code 12400ms reorg(origin,2,withdrawn)}. The name is the record's with hyphens,
 * the arguments are its components in order, so a new fault has a text form at once.
 */
final class FaultText {
  private static final Pattern ENTRY =
      Pattern.compile("(\\d{1,12})ms\\s+([a-z-]+)\\(([a-z0-9_,\\s-]*)\\)");

  private static final TreeMap<String, Class<?>> BY_NAME =
      Arrays.stream(Fault.class.getPermittedSubclasses())
          .collect(
              Collectors.toMap(FaultText::nameOf, type -> type, (one, other) -> one, TreeMap::new));

  private FaultText() {}

  static String of(FaultPlan.Entry entry) {
    Fault fault = entry.fault();
    return entry.atMillis()
        + "ms "
        + nameOf(fault.getClass())
        + Arrays.stream(fault.getClass().getRecordComponents())
            .map(component -> argument(fault, component))
            .collect(Collectors.joining(",", "(", ")"));
  }

  static List<FaultPlan.Entry> parse(String text) {
    List<FaultPlan.Entry> entries = new ArrayList<>();
    for (String part : text.split(";")) {
      if (!part.isBlank()) {
        entries.add(entry(part.strip()));
      }
    }
    return entries;
  }

  private static FaultPlan.Entry entry(String text) {
    Matcher matcher = ENTRY.matcher(text);
    Class<?> type = matcher.matches() ? BY_NAME.get(matcher.group(2)) : null;
    if (type == null) {
      throw refused(text, "expected TIMEms NAME(ARGUMENTS) with one of " + BY_NAME.keySet());
    }
    RecordComponent[] components = type.getRecordComponents();
    String[] arguments =
        matcher.group(3).isBlank() ? new String[0] : matcher.group(3).split(",", -1);
    if (arguments.length != components.length) {
      throw refused(
          text,
          "expected "
              + Arrays.stream(components)
                  .map(RecordComponent::getName)
                  .collect(Collectors.joining(", ")));
    }
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(text, components[i], arguments[i].strip());
    }
    return new FaultPlan.Entry(Long.parseLong(matcher.group(1)), make(text, type, values));
  }

  private static Object value(String text, RecordComponent component, String argument) {
    Class<?> type = component.getType();
    try {
      if (type == int.class) {
        return Integer.parseInt(argument);
      }
      if (type == long.class) {
        return Long.parseLong(argument);
      }
    } catch (NumberFormatException notANumber) {
      throw refused(text, component.getName() + " must be a number, got '" + argument + "'");
    }
    for (Object constant : type.getEnumConstants()) {
      if (argumentOf(constant).equals(argument)) {
        return constant;
      }
    }
    throw refused(
        text,
        component.getName()
            + " must be one of "
            + Arrays.stream(type.getEnumConstants()).map(FaultText::argumentOf).toList());
  }

  private static Fault make(String text, Class<?> type, Object[] values) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return (Fault) type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException refused) {
      Throwable cause = refused.getCause();
      throw refused(text, cause == null ? "" : String.valueOf(cause.getMessage()));
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(type + " is not a public record", impossible);
    }
  }

  private static String argument(Fault fault, RecordComponent component) {
    try {
      return argumentOf(component.getAccessor().invoke(fault));
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(component + " cannot be read", impossible);
    }
  }

  private static String argumentOf(Object value) {
    return value.toString().toLowerCase(Locale.ROOT);
  }

  private static String nameOf(Class<?> type) {
    return type.getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static IllegalArgumentException refused(String text, String why) {
    return new IllegalArgumentException("Fault '" + text + "' cannot be read: " + why);
  }
}
