package dev.interlane.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object that does as another one does, but for one of its methods. */
public final class Intercepted {
  /** What the others do many times: here they do it through the object that is changed. */
  private static final Set<String> MANY =
      Set.of("broadcastAll", "submitAll", "headers", "receiptsOfAll", "estimateAll");

  private Intercepted() {}

  /** The rest of a call. */
  public interface Call {
    @Nullable Object proceed(@Nullable Object[] arguments);
  }

  /** What happens instead. */
  public interface Instead {
    @Nullable Object handle(@Nullable Object[] arguments, Call call);
  }

  public static <T> T of(Class<T> type, T target, String method, Instead instead) {
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
              if (called.getName().equals(method)) {
                return instead.handle(arguments, call);
              }
              return MANY.contains(called.getName())
                  ? InvocationHandler.invokeDefault(self, called, arguments)
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
