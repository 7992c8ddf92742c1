package dev.interlane.pipeline;

import dev.interlane.spi.Chain;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.Submitter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One client's way to a chain that several clients use from threads of their own. */
final class FakeNode {
  /** How many transactions left through this node. */
  final AtomicInteger broadcasts = new AtomicInteger();

  private final FakeChain shared;
  private final Object here =
      Proxy.newProxyInstance(
          FakeNode.class.getClassLoader(),
          new Class<?>[] {Chain.class, ChainPort.class, Submitter.class},
          this::call);

  FakeNode(FakeChain shared) {
    this.shared = shared;
  }

  Chain chain() {
    return (Chain) here;
  }

  private @Nullable Object call(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    return switch (method.getName()) {
      case "port", "submitter" -> here;
      // The chain goes on for the others.
      case "close" -> null;
      default -> ask(method, arguments);
    };
  }

  private @Nullable Object ask(Method method, Object @Nullable [] arguments) throws Throwable {
    if (method.getName().equals("broadcastAll") && arguments != null) {
      broadcasts.addAndGet(((List<?>) arguments[0]).size());
    }
    synchronized (shared) {
      try {
        return method.invoke(shared, arguments);
      } catch (InvocationTargetException failure) {
        throw failure.getCause();
      }
    }
  }
}
