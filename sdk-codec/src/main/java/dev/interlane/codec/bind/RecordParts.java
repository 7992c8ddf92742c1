package dev.interlane.codec.bind;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** The accessors and the constructor of a record, found once. */
final class RecordParts {
  private static final MethodType GET = MethodType.methodType(Object.class, Object.class);
  private static final MethodType MAKE = MethodType.methodType(Object.class, Object[].class);

  private final MethodHandle[] accessors;
  private final MethodHandle constructor;

  private RecordParts(MethodHandle[] accessors, MethodHandle constructor) {
    this.accessors = accessors;
    this.constructor = constructor;
  }

  /**
   * The parts of a record.
   *
   * @throws IllegalArgumentException if its package is not open to this one
   */
  static RecordParts of(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      MethodHandle[] accessors = new MethodHandle[components.length];
      for (int i = 0; i < accessors.length; i++) {
        accessors[i] = lookup.unreflect(components[i].getAccessor()).asType(GET);
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      MethodHandle constructor =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, types.length)
              .asType(MAKE);
      return new RecordParts(accessors, constructor);
    } catch (IllegalAccessException | NoSuchMethodException closed) {
      throw new IllegalArgumentException(
          type.getName()
              + " is closed to dev.interlane.codec. Make it public, or open its package in module-info.java",
          closed);
    }
  }

  int count() {
    return accessors.length;
  }

  Object get(Object record, int index) {
    try {
      return (Object) accessors[index].invokeExact(record);
    } catch (Throwable thrown) {
      throw unchecked(thrown);
    }
  }

  Object make(Object[] components) {
    try {
      return (Object) constructor.invokeExact(components);
    } catch (Throwable thrown) {
      throw unchecked(thrown);
    }
  }

  // Accessors and canonical constructors declare no checked exceptions.
  private static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException("A record threw a checked exception", thrown);
  }
}
