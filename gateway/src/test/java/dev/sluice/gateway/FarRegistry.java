package dev.sluice.gateway;

import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A real registry that can be out of reach, with every part of it that somebody holds, or have some
 * other trouble.
 */
final class FarRegistry {
  private final AtomicBoolean away = new AtomicBoolean();
  private final Registry real;
  private final Trouble trouble;

  /** What goes wrong. */
  @FunctionalInterface
  interface Trouble {
    /** Throws, waits or does nothing before a method of the registry's, or of a part of it. */
    void before(Method method) throws Throwable;
  }

  FarRegistry(Registry real) {
    this(real, _ -> {});
  }

  FarRegistry(Registry real, Trouble trouble) {
    this.real = real;
    this.trouble = trouble;
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
    if (!gives && !stays) {
      trouble.before(method);
    }
    try {
      Object result = method.invoke(part, arguments);
      return gives ? far(method.getReturnType(), result) : result;
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
