package dev.sluice.compiler;

import java.util.List;
import java.util.function.Predicate;
import jdk.vm.ci.meta.ResolvedJavaType;

/**
 * The types whose methods the compiler may replace by its own nodes, told by their names: JVMCI
 * tells them by their modules, and on the class path nothing has one. The compiler calls it where
 * it asks JVMCI.
 */
public final class TrustedTypes {
  /** The packages of the modules that would be trusted. */
  private static final List<String> PACKAGES =
      List.of(
          "Ljdk/graal/compiler/",
          "Lorg/graalvm/word/",
          "Lorg/graalvm/collections/",
          "Lcom/oracle/truffle/compiler/");

  private TrustedTypes() {}

  /** Those, and all that JVMCI trusts. */
  public static Predicate<ResolvedJavaType> and(Predicate<ResolvedJavaType> jvmci) {
    return type -> PACKAGES.stream().anyMatch(type.getName()::startsWith) || jvmci.test(type);
  }
}
