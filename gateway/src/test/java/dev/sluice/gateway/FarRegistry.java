package dev.sluice.gateway;

import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A real registry that can be out of reach, with every part of it that somebody holds. */
final class FarRegistry {
  private final AtomicBoolean away = new AtomicBoolean();
  private final Registry real;

  FarRegistry(Registry real) {
    this.real = real;
  }

  FarRegistry goAway() {
    away.set(true);
    return this;
  }

  void comeBack() {
    away.set(false);
  }

  /** The one that is always in reach: what other processes see. */
  Registry real() {
    return real;
  }

  Registry registry() {
    return far(Registry.class, real);
  }

  private <T> T far(Class<T> type, Object part) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> call(part, method, arguments)));
  }

  private @Nullable Object call(Object part, Method method, Object @Nullable [] arguments)
      throws Throwable {
    boolean gives = part instanceof Registry && method.getReturnType().isInterface();
    boolean stays = method.getName().equals("signals") || method.getName().equals("close");
    if (away.get() && !gives && !stays) {
      throw new RegistryException("the test took it away");
    }
    try {
      Object result = method.invoke(part, arguments);
      return gives ? far(method.getReturnType(), result) : result;
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
