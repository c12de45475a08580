import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Copies the JavaScript engine's classes out of its jar and, on the way, has them look whether the
 * run is to stop: in each loop, when two values are compared for the sake of sorting, and where
 * they catch what the program threw. The engine does that itself only in some places. Letters
 * change their case by the engine module's own means, since the JDK's can't be stopped.
 *
 * <p>Arguments: the engine's jar, the folder to write to, and the jars that its classes build on.
 */
class StoppableLoops {
  private static final List<String> PATCHED =
      List.of(
          "com/oracle/truffle/js/builtins/",
          "com/oracle/truffle/js/nodes/",
          "com/oracle/truffle/js/runtime/");

  /** What an interrupted loop could leave half done for the realms that come after. */
  private static final List<String> SHARED =
      List.of(
          "com/oracle/truffle/js/runtime/JSContext",
          "com/oracle/truffle/js/runtime/JSEngine",
          "com/oracle/truffle/js/runtime/JSLanguageOptions",
          "com/oracle/truffle/js/runtime/util/LRUCache");

  /** What describes the jar as a module, which its copy isn't. */
  private static final Set<String> NOT_COPIED = Set.of(JarFile.MANIFEST_NAME, "module-info.class");

  /** What a program throws, and what it overflows into, arrives as one of these. */
  private static final Set<String> THROWN =
      Set.of(
          "com/oracle/truffle/api/exception/AbstractTruffleException",
          "java/lang/StackOverflowError",
          "java/lang/Throwable");

  private static final ClassDesc LETTER_CASE = ClassDesc.of("dev.sluice.engine.LetterCase");
  private static final MethodTypeDesc CHANGE_CASE =
      MethodTypeDesc.of(
          ConstantDescs.CD_String, ConstantDescs.CD_String, ClassDesc.of("java.util.Locale"));
  private static final ClassDesc CHECK = ClassDesc.of("dev.sluice.engine.StopCheck");
  private static final MethodTypeDesc CAUGHT =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Throwable);
  private static final ClassDesc SAFEPOINT =
      ClassDesc.of("com.oracle.truffle.api.TruffleSafepoint");
  private static final MethodTypeDesc POLL =
      MethodTypeDesc.of(ConstantDescs.CD_void, ClassDesc.of("com.oracle.truffle.api.nodes.Node"));

  private final ClassFile classFile;
  private int loops;
  private int handlersPatched;

  private StoppableLoops(ClassLoader classes) {
    ClassHierarchyResolver hierarchy = ClassHierarchyResolver.ofResourceParsing(classes).cached();
    classFile = ClassFile.of(ClassHierarchyResolverOption.of(hierarchy));
  }

  public static void main(String[] args) throws Exception {
    Path jar = Path.of(args[0]);
    Path out = Path.of(args[1]);
    if (isDone(jar, out)) {
      return;
    }
    List<URL> classPath = new ArrayList<>();
    for (String path : args) {
      classPath.add(url(Path.of(path)));
    }
    try (URLClassLoader classes = new URLClassLoader(classPath.toArray(URL[]::new));
        JarFile engine = new JarFile(jar.toFile())) {
      StoppableLoops patch = new StoppableLoops(classes);
      patch.copy(engine, out);
      System.out.println(
          patch.loops + " loops and " + patch.handlersPatched + " handlers can be stopped now");
      if (patch.loops < 1_000) {
        throw new IllegalStateException("far fewer loops than expected; has the engine changed?");
      }
      Files.writeString(stamp(out), "");
    }
  }

  /** Nothing has changed since it was last done. */
  private static boolean isDone(Path jar, Path out) throws IOException {
    Path self = Path.of("../build/StoppableLoops.java");
    return Files.exists(stamp(out))
        && Files.getLastModifiedTime(stamp(out)).compareTo(Files.getLastModifiedTime(jar)) > 0
        && Files.getLastModifiedTime(stamp(out)).compareTo(Files.getLastModifiedTime(self)) > 0;
  }

  /** Beside the folder, not in it. */
  private static Path stamp(Path out) {
    return out.resolveSibling("loops-are-stoppable");
  }

  private static URL url(Path path) throws MalformedURLException {
    URI uri = path.toUri();
    return uri.toURL();
  }

  private void copy(JarFile engine, Path out) throws IOException {
    for (JarEntry entry : (Iterable<JarEntry>) engine.stream()::iterator) {
      Path file = out.resolve(entry.getName()).normalize();
      if (!entry.isDirectory() && !NOT_COPIED.contains(entry.getName()) && file.startsWith(out)) {
        Files.createDirectories(file.getParent());
        byte[] content = engine.getInputStream(entry).readAllBytes();
        Files.write(file, isPatched(entry.getName()) ? patch(content) : content);
      }
    }
  }

  private static boolean isPatched(String name) {
    return name.endsWith(".class")
        && PATCHED.stream().anyMatch(name::startsWith)
        && SHARED.stream().noneMatch(name::startsWith);
  }

  private byte[] patch(byte[] content) {
    ClassModel model = classFile.parse(content);
    return classFile.transformClass(
        model,
        (builder, element) -> {
          if (element instanceof MethodModel method && method.code().isPresent()) {
            builder.transformMethod(
                method, MethodTransform.transformingCode(new Looks(model, method)));
          } else {
            builder.with(element);
          }
        });
  }

  /** Loops that the compiler unrolls are as short as the program's text. */
  private static boolean isUnrolled(MethodModel method) {
    return method
        .findAttribute(Attributes.runtimeVisibleAnnotations())
        .map(all ->
            all.annotations().stream()
                .anyMatch(one -> one.className().stringValue().endsWith("/ExplodeLoop;")))
        .orElse(false);
  }

  private static boolean compares(ClassModel model, MethodModel method) {
    return method.methodName().equalsString("compare")
        && model.interfaces().stream()
            .anyMatch(one -> one.asInternalName().equals("java/util/Comparator"));
  }

  private static boolean changesCase(InvokeInstruction call) {
    return call.owner().asInternalName().equals("java/lang/String")
        && call.type().stringValue().equals("(Ljava/util/Locale;)Ljava/lang/String;")
        && Set.of("toLowerCase", "toUpperCase").contains(call.name().stringValue());
  }

  /** Where a method catches what the program threw. */
  private static Set<Label> handlers(CodeModel code) {
    Set<Label> handlers = new HashSet<>();
    for (ExceptionCatch one : code.exceptionHandlers()) {
      one.catchType()
          .filter(type -> THROWN.contains(type.asInternalName()))
          .ifPresent(type -> handlers.add(one.handler()));
    }
    return handlers;
  }

  /** Puts the looks into one method. */
  private final class Looks implements CodeTransform {
    private final boolean inLoops;
    private final boolean atStart;
    private final Set<Label> handlers;
    private final Set<Label> passed = new HashSet<>();

    Looks(ClassModel model, MethodModel method) {
      inLoops = !isUnrolled(method);
      atStart = compares(model, method);
      handlers = method.code().map(StoppableLoops::handlers).orElse(Set.of());
    }

    @Override
    public void atStart(CodeBuilder builder) {
      if (atStart) {
        poll(builder);
      }
    }

    @Override
    public void accept(CodeBuilder builder, CodeElement element) {
      boolean backwards =
          element instanceof BranchInstruction branch && passed.contains(branch.target());
      if (backwards && inLoops) {
        poll(builder);
        loops++;
      }
      if (element instanceof InvokeInstruction call && changesCase(call)) {
        builder.invokestatic(LETTER_CASE, call.name().stringValue(), CHANGE_CASE);
      } else {
        builder.with(element);
      }
      if (element instanceof LabelTarget target) {
        passed.add(target.label());
        if (handlers.contains(target.label())) {
          builder.dup().invokestatic(CHECK, "caught", CAUGHT);
          handlersPatched++;
        }
      }
    }

    private static void poll(CodeBuilder builder) {
      builder.aconst_null().invokestatic(SAFEPOINT, "poll", POLL);
    }
  }
}
