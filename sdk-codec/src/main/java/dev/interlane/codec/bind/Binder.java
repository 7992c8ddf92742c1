package dev.interlane.codec.bind;

import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes through types and Java types side by side, and notes every place where they differ. */
final class Binder {
  private final Leaves leaves;
  private final List<String> mismatches = new ArrayList<>();

  Binder(AddressForm addresses) {
    this.leaves = new Leaves(addresses);
  }

  List<String> mismatches() {
    return mismatches;
  }

  Converter bind(ValueType type, Type java, String path) {
    if (java instanceof Class<?> plain) {
      return ofClass(type, plain, path);
    }
    if (java instanceof ParameterizedType generic) {
      return ofGeneric(type, generic, path);
    }
    return mismatch(type, java, path);
  }

  private Converter ofClass(ValueType type, Class<?> java, String path) {
    if (java == Value.class) {
      return Converter.SAME;
    }
    Converter leaf = leaves.find(type, java);
    if (leaf != null) {
      return leaf;
    }
    return switch (type) {
      case ValueType.Struct struct ->
          java.isRecord() ? ofStruct(struct, java, path) : mismatch(type, java, path);
      case ValueType.Tuple tuple ->
          java.isRecord()
              ? record(java, tuple.components(), List.of(), path)
              : mismatch(type, java, path);
      case ValueType.Unit unit ->
          java.isRecord() ? data(unit, java, path) : mismatch(type, java, path);
      case ValueType.Choice choice -> ofChoice(choice, java, path);
      default -> mismatch(type, java, path);
    };
  }

  private Converter ofStruct(ValueType.Struct struct, Class<?> java, String path) {
    return record(
        java,
        struct.fields().stream().map(ValueType.Field::type).toList(),
        struct.fields().stream().map(ValueType.Field::name).toList(),
        path);
  }

  private Converter ofChoice(ValueType.Choice choice, Class<?> java, String path) {
    if (java.isEnum()) {
      return constants(choice, java, path);
    }
    return java.isInterface() && java.isSealed()
        ? cases(choice, java, path)
        : mismatch(choice, java, path);
  }

  private Converter ofGeneric(ValueType type, ParameterizedType java, String path) {
    Type[] arguments = java.getActualTypeArguments();
    Class<?> raw = (Class<?>) java.getRawType();
    return switch (type) {
      case ValueType.Array array ->
          raw == List.class
              ? list(array.element(), arguments[0], path)
              : mismatch(type, java, path);
      case ValueType.FixedArray array ->
          raw == List.class
              ? list(array.element(), arguments[0], path)
              : mismatch(type, java, path);
      case ValueType.Option option ->
          raw == Optional.class
              ? Containers.optional(bind(option.element(), arguments[0], path))
              : mismatch(type, java, path);
      case ValueType.Dictionary map ->
          raw == Map.class
              ? Containers.map(
                  bind(map.key(), arguments[0], path + "{}.key"),
                  bind(map.value(), arguments[1], path + "{}"),
                  path)
              : mismatch(type, java, path);
      default -> mismatch(type, java, path);
    };
  }

  private Converter list(ValueType element, Type java, String path) {
    return Containers.list(bind(element, java, path + "[]"), path);
  }

  private Converter mismatch(ValueType type, Type java, String path) {
    mismatches.add(
        (path.isEmpty() ? "the whole" : path)
            + ": "
            + type.canonical()
            + " needs "
            + leaves.accepted(type)
            + ", not "
            + java.getTypeName());
    return Converter.SAME;
  }

  /**
   * A record whose components are these types in order, and of these names where there are some.
   */
  Converter record(Class<?> java, List<ValueType> types, List<String> names, String path) {
    RecordComponent[] components = java.getRecordComponents();
    if (components.length != types.size()) {
      mismatches.add(
          (path.isEmpty() ? "the whole" : path)
              + ": "
              + java.getSimpleName()
              + " has "
              + components.length
              + " components, the description has "
              + types.size()
              + (names.isEmpty() ? "" : " " + names));
      return Converter.SAME;
    }
    Converter[] converters = new Converter[components.length];
    String[] labels = new String[components.length];
    for (int i = 0; i < converters.length; i++) {
      String place = path + "." + components[i].getName();
      labels[i] = "Component " + components[i].getName() + " of " + java.getSimpleName();
      if (!names.isEmpty() && !matches(names.get(i), components[i].getName())) {
        mismatches.add(place + ": the description has '" + names.get(i) + "' in this position");
      }
      converters[i] = bind(types.get(i), components[i].getGenericType(), place);
    }
    return mismatches.isEmpty()
        ? RecordConverter.of(RecordParts.of(java), converters, labels)
        : Converter.SAME;
  }

  // minAmount is min_amount, _amount and MIN_AMOUNT; a parameter without a name goes with any.
  private static boolean matches(String described, String java) {
    return described.isEmpty() || bare(described).equals(bare(java));
  }

  private static String bare(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  private Converter constants(ValueType.Choice type, Class<?> java, String path) {
    Object[] constants = java.getEnumConstants();
    Map<String, Object> byVariant = new HashMap<>();
    Map<Object, Value> byConstant = new HashMap<>();
    for (ValueType.Variant variant : type.variants()) {
      if (!(variant.type() instanceof ValueType.Unit)) {
        mismatches.add(
            path + ": variant " + variant.name() + " has data; use a sealed interface of records");
      }
      for (Object constant : constants) {
        if (matches(variant.name(), ((Enum<?>) constant).name())) {
          byVariant.put(variant.name(), constant);
          byConstant.put(constant, new Value.Choice(variant.name(), new Value.Unit()));
        }
      }
    }
    for (Object constant : constants) {
      if (!byConstant.containsKey(constant)) {
        mismatches.add(path + ": enum " + type.name() + " has no variant " + constant);
      }
    }
    requireAll(type, byVariant, java, path);
    return new Converter(
        object -> found(byConstant, object),
        value -> found(byVariant, ((Value.Choice) value).variant()));
  }

  private Converter cases(ValueType.Choice type, Class<?> java, String path) {
    Map<String, Converter> byVariant = new HashMap<>();
    Map<Class<?>, Converter> byClass = new HashMap<>();
    for (Class<?> permitted : java.getPermittedSubclasses()) {
      ValueType.Variant variant = variant(type, permitted.getSimpleName());
      if (variant == null || !permitted.isRecord()) {
        mismatches.add(
            path
                + ": "
                + permitted.getSimpleName()
                + (permitted.isRecord()
                    ? " is no variant of enum " + type.name()
                    : " is no record"));
        continue;
      }
      Converter data = data(variant.type(), permitted, path + "." + variant.name());
      byVariant.put(variant.name(), data);
      byClass.put(
          permitted,
          new Converter(
              object -> new Value.Choice(variant.name(), data.toValue().apply(object)),
              value -> value));
    }
    requireAll(type, byVariant, java, path);
    return new Converter(
        object -> found(byClass, object.getClass()).toValue().apply(object),
        value -> {
          Value.Choice choice = (Value.Choice) value;
          return found(byVariant, choice.variant()).toJava().apply(choice.data());
        });
  }

  private static ValueType.@Nullable Variant variant(ValueType.Choice type, String name) {
    for (ValueType.Variant variant : type.variants()) {
      if (matches(variant.name(), name)) {
        return variant;
      }
    }
    return null;
  }

  private void requireAll(
      ValueType.Choice type, Map<String, ?> byVariant, Class<?> java, String path) {
    for (ValueType.Variant variant : type.variants()) {
      if (!byVariant.containsKey(variant.name())) {
        mismatches.add(
            path + ": " + java.getSimpleName() + " has nothing for variant " + variant.name());
      }
    }
  }

  private static <K, V> V found(Map<K, V> map, K key) {
    V found = map.get(key);
    if (found == null) {
      throw new IllegalStateException("Bound to " + map.keySet() + ", met " + key);
    }
    return found;
  }

  /** The data of a variant: fields and components as a record's, any other type as its only one. */
  private Converter data(ValueType type, Class<?> java, String path) {
    return switch (type) {
      case ValueType.Struct struct -> ofClass(struct, java, path);
      case ValueType.Tuple tuple -> ofClass(tuple, java, path);
      case ValueType.Unit unit -> {
        Converter none = record(java, List.of(), List.of(), path);
        yield new Converter(
            object -> new Value.Unit(), value -> none.toJava().apply(Value.Sequence.of()));
      }
      default -> {
        Converter one = record(java, List.of(type), List.of(), path);
        yield new Converter(
            object -> one.toValue().apply(object).asElements().get(0),
            value -> one.toJava().apply(Value.Sequence.of(value)));
      }
    };
  }
}
