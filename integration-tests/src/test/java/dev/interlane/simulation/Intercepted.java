package dev.interlane.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** An object that does as another one does, but for one of its methods. */
final class Intercepted {
  private Intercepted() {}

  /** The rest of a call. */
  interface Call {
    @Nullable Object proceed(@Nullable Object[] arguments);
  }

  /** What happens instead. */
  interface Instead {
    @Nullable Object handle(@Nullable Object[] arguments, Call call);
  }

  static <T> T of(Class<T> type, T target, String method, Instead instead) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, called, given) -> {
              @Nullable Object[] arguments = given == null ? new Object[0] : given;
              Call call =
                  with -> {
                    try {
                      return called.invoke(target, with);
                    } catch (InvocationTargetException thrown) {
                      throw unchecked(thrown.getCause());
                    } catch (IllegalAccessException impossible) {
                      throw new IllegalStateException(impossible);
                    }
                  };
              return called.getName().equals(method)
                  ? instead.handle(arguments, call)
                  : call.proceed(arguments);
            });
    return type.cast(proxy);
  }

  private static RuntimeException unchecked(@Nullable Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(thrown);
  }
}
