package dev.interlane.zk;

import dev.interlane.spi.ChainPort;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A port that answers as the chain does, but for one method, whose answers are changed. */
final class SpoiltPort {
  private static final Set<String> MANY =
      Set.of("headers", "receiptsOfAll", "estimateAll", "submitAll");

  private SpoiltPort() {}

  static <T> ChainPort of(ChainPort chain, String spoilt, Class<T> type, UnaryOperator<T> change) {
    return (ChainPort)
        Proxy.newProxyInstance(
            ChainPort.class.getClassLoader(),
            new Class<?>[] {ChainPort.class},
            (proxy, method, arguments) -> {
              if (MANY.contains(method.getName())) {
                // Asked one by one, each as it is here.
                return InvocationHandler.invokeDefault(proxy, method, arguments);
              }
              try {
                Object answer = method.invoke(chain, arguments);
                return method.getName().equals(spoilt) ? change.apply(type.cast(answer)) : answer;
              } catch (InvocationTargetException thrown) {
                throw Objects.requireNonNull(thrown.getCause());
              }
            });
  }
}
