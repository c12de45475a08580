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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Copies the JavaScript engine's classes out of its jar and, on the way, has them look whether the
 * run is to stop: in each loop, when two values are compared for the sake of sorting, and where
 * they catch what the program threw. The engine does that itself only in some places. Letters
 * change their case by the engine module's own means, since the JDK's can't be stopped, and a
 * regular expression is refused if it is too long to be compiled in time. Its JSON parser reads
 * from Java strings ({@link JsonFromString}).
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

  /** Where this file is. */
  private static final Path SOURCES = Path.of("../build");

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
  private static final ClassDesc PATTERN_BOUND = ClassDesc.of("dev.sluice.engine.PatternBound");
  private static final MethodTypeDesc CHECK_PATTERN =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);
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
  private int patternsBounded;
  private int parsersMended;

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
      if (patch.loops < 1_000
          || patch.handlersPatched < 300
          || patch.patternsBounded != 1
          || patch.parsersMended != 1) {
        throw new IllegalStateException("fewer than expected: has the engine changed?");
      }
      Files.writeString(stamp(out), "");
    }
  }

  /** Nothing has changed since it was last done. */
  private static boolean isDone(Path jar, Path out) throws IOException {
    for (Path since :
        List.of(
            jar, SOURCES.resolve("StoppableLoops.java"), SOURCES.resolve("JsonFromString.java"))) {
      if (!Files.exists(stamp(out))
          || Files.getLastModifiedTime(stamp(out)).compareTo(Files.getLastModifiedTime(since))
              <= 0) {
        return false;
      }
    }
    return true;
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
    Set<String> loading = loading(model);
    byte[] patched =
        classFile.transformClass(
            model,
            (builder, element) -> {
              if (element instanceof MethodModel method && !loading.contains(signature(method))) {
                builder.transformMethod(
                    method, MethodTransform.transformingCode(new Looks(model, method)));
              } else {
                builder.with(element);
              }
            });
    if (!JsonFromString.concerns(model)) {
      return patched;
    }
    parsersMended++;
    return JsonFromString.patch(classFile, patched);
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

  /** What runs as the class is loaded: a stop there would make the class useless for good. */
  private static Set<String> loading(ClassModel model) {
    Map<String, MethodModel> methods = new HashMap<>();
    model.methods().forEach(method -> methods.put(signature(method), method));
    Set<String> loading = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of("<clinit>()V"));
    while (!open.isEmpty()) {
      MethodModel method = methods.get(open.pop());
      if (method != null && loading.add(signature(method))) {
        method.code().ifPresent(code -> open.addAll(calls(model, code)));
      }
    }
    return loading;
  }

  private static List<String> calls(ClassModel model, CodeModel code) {
    List<String> calls = new ArrayList<>();
    for (CodeElement element : code) {
      if (element instanceof InvokeInstruction call
          && call.owner().asInternalName().equals(model.thisClass().asInternalName())) {
        calls.add(call.name().stringValue() + call.type().stringValue());
      }
    }
    return calls;
  }

  private static String signature(MethodModel method) {
    return method.methodName().stringValue() + method.methodType().stringValue();
  }

  private static boolean makesPattern(ClassModel model, MethodModel method) {
    return method.methodName().equalsString("createRegexSource")
        && model.thisClass().asInternalName().endsWith("/RegexCompilerInterface");
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
    private final boolean makesPattern;
    private final Set<Label> handlers;
    private final Set<Label> passed = new HashSet<>();

    Looks(ClassModel model, MethodModel method) {
      inLoops = !isUnrolled(method);
      atStart = compares(model, method);
      makesPattern = makesPattern(model, method);
      handlers = method.code().map(StoppableLoops::handlers).orElse(Set.of());
    }

    @Override
    public void atStart(CodeBuilder builder) {
      if (atStart) {
        poll(builder);
      }
      if (makesPattern) {
        builder.aload(0).invokestatic(PATTERN_BOUND, "check", CHECK_PATTERN);
        patternsBounded++;
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
