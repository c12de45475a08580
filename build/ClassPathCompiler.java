import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Copies the Graal compiler's classes out of its jar and, on the way, changes the three that only
 * work in a named module: in each, one call. From the class path the JDK's AOT cache serves the
 * compiler too, so that a server is ready in half the time.
 *
 * <p>Arguments: the compiler's jar and the folder to write to.
 */
class ClassPathCompiler {
  private static final ClassDesc LOADER = ClassDesc.of("java.util.ServiceLoader");
  private static final ClassDesc CLASS_LOADER = ClassDesc.of("java.lang.ClassLoader");
  private static final ClassDesc SERVICES =
      ClassDesc.of("jdk.graal.compiler.serviceprovider.GraalServices");
  private static final ClassDesc TRUSTED = ClassDesc.of("dev.sluice.compiler.TrustedTypes");
  private static final ClassDesc PREDICATE = ClassDesc.of("java.util.function.Predicate");

  /** What describes the jar as a module, which its copy isn't. */
  private static final Set<String> NOT_COPIED = Set.of(JarFile.MANIFEST_NAME, "module-info.class");

  /** Where this file is. */
  private static final Path SOURCE = Path.of("../build/ClassPathCompiler.java");

  /** What is written instead of a call. */
  private interface Instead {
    void write(CodeBuilder builder, InvokeInstruction call);
  }

  /** One call in one class, and what stands there afterwards. */
  private record Change(String entry, String called, Instead instead) {
    boolean concerns(InvokeInstruction call) {
      String owner = call.owner().asInternalName();
      return called.equals(owner + '.' + call.name().stringValue() + call.type().stringValue());
    }
  }

  private static final List<Change> CHANGES =
      List.of(
          new Change(
              "jdk/graal/compiler/core/common/LibGraalSupport$Init.class",
              "java/lang/Module.isNamed()Z",
              ClassPathCompiler::notANativeLibrary),
          new Change(
              "jdk/graal/compiler/serviceprovider/GraalServices.class",
              "java/util/ServiceLoader.load"
                  + "(Ljava/lang/ModuleLayer;Ljava/lang/Class;)Ljava/util/ServiceLoader;",
              ClassPathCompiler::servicesOfTheClassPath),
          new Change(
              "jdk/graal/compiler/hotspot/meta/HotSpotInvocationPlugins.class",
              "jdk/vm/ci/hotspot/HotSpotJVMCIRuntime.getIntrinsificationTrustPredicate"
                  + "([Ljava/lang/Class;)Ljava/util/function/Predicate;",
              ClassPathCompiler::trustByName));

  private final ClassFile classFile = ClassFile.of();
  private final Map<String, Integer> changed = new HashMap<>();

  public static void main(String[] args) throws IOException {
    Path jar = Path.of(args[0]);
    Path out = Path.of(args[1]);
    Path stamp = out.resolveSibling("compiler-is-copied");
    if (isDone(stamp, jar)) {
      return;
    }
    try (JarFile compiler = new JarFile(jar.toFile())) {
      new ClassPathCompiler().copy(compiler, out);
    }
    Files.writeString(stamp, "");
  }

  /** Nothing has changed since it was last done. */
  private static boolean isDone(Path stamp, Path jar) throws IOException {
    for (Path since : List.of(jar, SOURCE)) {
      if (!Files.exists(stamp)
          || Files.getLastModifiedTime(stamp).compareTo(Files.getLastModifiedTime(since)) <= 0) {
        return false;
      }
    }
    return true;
  }

  private void copy(JarFile compiler, Path out) throws IOException {
    for (JarEntry entry : (Iterable<JarEntry>) compiler.stream()::iterator) {
      Path file = out.resolve(entry.getName()).normalize();
      if (!entry.isDirectory() && !NOT_COPIED.contains(entry.getName()) && file.startsWith(out)) {
        Files.createDirectories(file.getParent());
        byte[] content = compiler.getInputStream(entry).readAllBytes();
        Files.write(file, change(entry.getName(), content));
      }
    }
    for (Change change : CHANGES) {
      int calls = changed.getOrDefault(change.entry(), 0);
      if (calls != 1) {
        throw new IllegalStateException(
            change.entry()
                + " calls "
                + change.called()
                + " "
                + calls
                + " times, not once: has the compiler changed?");
      }
    }
  }

  private byte[] change(String entry, byte[] content) {
    for (Change change : CHANGES) {
      if (change.entry().equals(entry)) {
        ClassTransform transform = ClassTransform.transformingMethodBodies(replacing(change));
        return classFile.transformClass(classFile.parse(content), transform);
      }
    }
    return content;
  }

  private CodeTransform replacing(Change change) {
    return (CodeBuilder builder, CodeElement element) -> {
      if (element instanceof InvokeInstruction call && change.concerns(call)) {
        change.instead().write(builder, call);
        changed.merge(change.entry(), 1, Integer::sum);
      } else {
        builder.with(element);
      }
    };
  }

  /** Outside a named module it takes itself for a native library: let it believe it is in one. */
  private static void notANativeLibrary(CodeBuilder builder, InvokeInstruction call) {
    builder.pop().iconst_1();
  }

  /** It looks for its own parts in its module's layer, which the class path isn't in. */
  private static void servicesOfTheClassPath(CodeBuilder builder, InvokeInstruction call) {
    builder
        .swap()
        .pop()
        .loadConstant(SERVICES)
        .invokevirtual(ConstantDescs.CD_Class, "getClassLoader", MethodTypeDesc.of(CLASS_LOADER))
        .invokestatic(
            LOADER, "load", MethodTypeDesc.of(LOADER, ConstantDescs.CD_Class, CLASS_LOADER));
  }

  /** It trusts the types of its own module with intrinsics, which on the class path are none. */
  private static void trustByName(CodeBuilder builder, InvokeInstruction call) {
    builder.with(call).invokestatic(TRUSTED, "and", MethodTypeDesc.of(PREDICATE, PREDICATE));
  }
}
