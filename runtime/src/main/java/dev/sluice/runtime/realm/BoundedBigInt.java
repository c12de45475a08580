package dev.sluice.runtime.realm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The engine's class for BigInts, with {@link BigIntBound}'s checks written into it before it is
 * loaded: neither an option nor a script could set a bound, since operators can't be replaced.
 */
final class BoundedBigInt {
  private static final String PACKAGE = "com.oracle.truffle.js.runtime.";
  private static final String NAME = PACKAGE + "BigInt";
  private static final String PATH = NAME.replace('.', '/');

  /** A class of the same package that leads to nothing else. */
  private static final String NEIGHBOUR = PACKAGE + "JSConfig";

  /** Tells the rewritten class from the engine's own. */
  private static final String MARK = "boundedBySluice";

  private static final ClassDesc BOUND = ClassDesc.of(BigIntBound.class.getName());
  private static final ClassDesc BIG_INT = ClassDesc.of(NAME);
  private static final ClassDesc BIG_INTEGER = ClassDesc.of(BigInteger.class.getName());

  /** By method, what it does first. Every BigInt is made by that constructor. */
  private static final Map<String, Consumer<CodeBuilder>> CHECKS =
      Map.of(
          "<init>(Ljava/math/BigInteger;Z)V",
          BoundedBigInt::checkValue,
          "parseBigInteger(Ljava/lang/String;)Ljava/math/BigInteger;",
          BoundedBigInt::checkText,
          "pow(I)L" + PATH + ";",
          check("checkPower"),
          "shiftLeft(I)L" + PATH + ";",
          check("checkLeftShift"),
          "shiftRight(I)L" + PATH + ";",
          check("checkRightShift"));

  private BoundedBigInt() {}

  /**
   * Loads the class, unless that is done.
   *
   * @throws IllegalStateException if the engine's own was loaded before
   */
  static void load() {
    try {
      define();
    } catch (LinkageError e) {
      if (!isLoaded()) {
        throw new IllegalStateException("BigInts can't be bounded: the engine ran before", e);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this isn't the engine whose BigInts can be bounded", e);
    }
  }

  private static void define() throws ReflectiveOperationException {
    Class<?> neighbour = Class.forName(NEIGHBOUR, false, loader());
    MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup()).defineClass(rewritten());
  }

  private static boolean isLoaded() {
    try {
      Class<?> type = Class.forName(NAME, false, loader());
      return Arrays.stream(type.getDeclaredFields()).anyMatch(it -> it.getName().equals(MARK));
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static ClassLoader loader() {
    return BoundedBigInt.class.getClassLoader();
  }

  private static byte[] rewritten() {
    ClassModel original = ClassFile.of().parse(bytes());
    ClassTransform checked =
        (builder, element) -> {
          if (element instanceof MethodModel method) {
            builder.transformMethod(method, MethodTransform.transformingCode(checks(method)));
          } else {
            builder.with(element);
          }
        };
    return ClassFile.of()
        .transformClass(original, checked.andThen(ClassTransform.endHandler(BoundedBigInt::mark)));
  }

  private static void mark(ClassBuilder builder) {
    builder.withField(MARK, ConstantDescs.CD_boolean, ClassFile.ACC_PRIVATE);
  }

  private static CodeTransform checks(MethodModel method) {
    String signature = method.methodName().stringValue() + method.methodType().stringValue();
    Consumer<CodeBuilder> check = CHECKS.getOrDefault(signature, code -> {});
    return new Beginning(check);
  }

  /** Code that does something first. */
  private record Beginning(Consumer<CodeBuilder> first) implements CodeTransform {
    @Override
    public void atStart(CodeBuilder builder) {
      first.accept(builder);
    }

    @Override
    public void accept(CodeBuilder builder, CodeElement element) {
      builder.with(element);
    }
  }

  private static void checkValue(CodeBuilder code) {
    code.aload(1).invokestatic(BOUND, "checkValue", type(BIG_INTEGER));
  }

  private static void checkText(CodeBuilder code) {
    code.aload(0).invokestatic(BOUND, "checkText", type(ConstantDescs.CD_String));
  }

  /** With the number itself and the method's argument. */
  private static Consumer<CodeBuilder> check(String name) {
    return code ->
        code.aload(0)
            .getfield(BIG_INT, "value", BIG_INTEGER)
            .iload(1)
            .invokestatic(BOUND, name, type(BIG_INTEGER, ConstantDescs.CD_int));
  }

  private static MethodTypeDesc type(ClassDesc... parameters) {
    return MethodTypeDesc.of(ConstantDescs.CD_void, parameters);
  }

  private static byte[] bytes() {
    try (InputStream in = loader().getResourceAsStream(PATH + ".class")) {
      if (in == null) {
        throw new IllegalStateException(NAME + " isn't on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
