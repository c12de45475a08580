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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * Copies the JavaScript engine's classes out of their jars and, on the way, has them look whether
 * the run is to stop: in each loop, when two values are compared for the sake of sorting, and where
 * they catch what the program threw. The engine does that itself only in some places. What the JDK
 * and ICU do for it in one long call is done by the engine module's own means ({@link OwnMeans}),
 * programs leave a part of the stack alone ({@link StackChecks}), a regular expression that would
 * take too long to compile is refused, and the JSON parser reads from Java strings ({@link
 * JsonFromString}).
 *
 * <p>Its regular expressions, which are a jar of their own, are copied likewise.
 *
 * <p>Arguments: the folder to write to, the two jars, and those that their classes build on.
 */
class StoppableLoops {
  private static final List<String> PATCHED =
      List.of(
          "com/oracle/js/parser/Lexer",
          "com/oracle/truffle/js/builtins/",
          "com/oracle/truffle/js/nodes/",
          "com/oracle/truffle/js/runtime/",
          "com/oracle/truffle/regex/analysis/",
          "com/oracle/truffle/regex/charset/",
          "com/oracle/truffle/regex/flavor/js/",
          "com/oracle/truffle/regex/tregex/TRegexCompiler",
          "com/oracle/truffle/regex/tregex/automaton/",
          "com/oracle/truffle/regex/tregex/buffer/",
          "com/oracle/truffle/regex/tregex/dfa/",
          "com/oracle/truffle/regex/tregex/nfa/",
          "com/oracle/truffle/regex/tregex/parser/",
          "com/oracle/truffle/regex/util/");

  /** What an interrupted loop could leave half done for the realms that come after. */
  private static final List<String> SHARED =
      List.of(
          "com/oracle/truffle/js/runtime/JSContext",
          "com/oracle/truffle/js/runtime/JSEngine",
          "com/oracle/truffle/js/runtime/JSLanguageOptions",
          "com/oracle/truffle/js/runtime/util/LRUCache");

  /** Where this file is. */
  private static final Path SOURCES = Path.of("../build");

  /** How many of the jars are copied: the language's and that of its regular expressions. */
  private static final int COPIED = 2;

  private static final String LANGUAGES =
      "META-INF/services/com.oracle.truffle.api.provider.TruffleLanguageProvider";

  /** What describes the jar as a module, which its copy isn't. */
  private static final Set<String> NOT_COPIED = Set.of(JarFile.MANIFEST_NAME, "module-info.class");

  /** What a program throws, and what it overflows into, arrives as one of these. */
  private static final Set<String> THROWN =
      Set.of(
          "com/oracle/truffle/api/exception/AbstractTruffleException",
          "java/lang/StackOverflowError",
          "java/lang/Throwable");

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
  private final OwnMeans ownMeans = new OwnMeans();
  private final StackChecks stackChecks = new StackChecks();
  private int loops;
  private int handlersPatched;
  private int patternsBounded;
  private int parsersMended;

  private StoppableLoops(ClassLoader classes) {
    ClassHierarchyResolver hierarchy = ClassHierarchyResolver.ofResourceParsing(classes).cached();
    classFile = ClassFile.of(ClassHierarchyResolverOption.of(hierarchy));
  }

  public static void main(String[] args) throws Exception {
    Path out = Path.of(args[0]);
    List<Path> jars = Arrays.stream(args).skip(1).map(Path::of).toList();
    if (isDone(jars, out)) {
      return;
    }
    List<URL> classPath = new ArrayList<>();
    for (Path jar : jars) {
      classPath.add(url(jar));
    }
    try (URLClassLoader classes = new URLClassLoader(classPath.toArray(URL[]::new))) {
      StoppableLoops patch = new StoppableLoops(classes);
      for (Path jar : jars.subList(0, COPIED)) {
        patch.copy(jar, out);
      }
      EngineClasses.list(jars, out);
      System.out.println(
          patch.loops + " loops and " + patch.handlersPatched + " handlers can be stopped now");
      patch.check();
      Files.writeString(stamp(out), "");
    }
  }

  /** Another version of the engine may need other changes. */
  private void check() {
    boolean looks = loops > 1_600 && handlersPatched > 300;
    boolean parts = patternsBounded == 1 && parsersMended == 1;
    if (!looks || !parts || !ownMeans.complete() || !stackChecks.complete()) {
      throw new IllegalStateException(
          "fewer than expected: has the engine changed? " + ownMeans + ", " + stackChecks);
    }
  }

  /** Nothing has changed since it was last done. */
  private static boolean isDone(List<Path> jars, Path out) throws IOException {
    List<Path> sources = new ArrayList<>(jars);
    for (String name :
        List.of("StoppableLoops", "OwnMeans", "StackChecks", "EngineClasses", "JsonFromString")) {
      sources.add(SOURCES.resolve(name + ".java"));
    }
    for (Path since : sources) {
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

  private void copy(Path jar, Path out) throws IOException {
    try (JarFile engine = new JarFile(jar.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) engine.stream()::iterator) {
        Path file = out.resolve(entry.getName()).normalize();
        if (!entry.isDirectory() && !NOT_COPIED.contains(entry.getName()) && file.startsWith(out)) {
          Files.createDirectories(file.getParent());
          byte[] content = engine.getInputStream(entry).readAllBytes();
          write(file, entry.getName(), isPatched(entry.getName()) ? patch(content) : content);
        }
      }
    }
  }

  /** Each jar says which languages it has, in a file of the same name. */
  private static void write(Path file, String name, byte[] content) throws IOException {
    if (name.equals(LANGUAGES) && Files.exists(file)) {
      String both = Files.readString(file) + "\n" + new String(content, StandardCharsets.UTF_8);
      Files.writeString(file, both.lines().distinct().collect(Collectors.joining("\n")));
    } else {
      Files.write(file, content);
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
    private final ClassModel model;
    private final MethodModel method;
    private final Set<Label> handlers;
    private final Set<Label> passed = new HashSet<>();

    Looks(ClassModel model, MethodModel method) {
      this.model = model;
      this.method = method;
      inLoops = !isUnrolled(method);
      atStart = compares(model, method);
      makesPattern = makesPattern(model, method);
      handlers = method.code().map(StoppableLoops::handlers).orElse(Set.of());
    }

    @Override
    public void atStart(CodeBuilder builder) {
      stackChecks.atStart(builder, model, method);
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
      ownMeans.accept(builder, element, name());
      if (element instanceof LabelTarget target) {
        passed.add(target.label());
        if (handlers.contains(target.label())) {
          builder.dup().invokestatic(CHECK, "caught", CAUGHT);
          handlersPatched++;
        }
      }
    }

    private String name() {
      return model.thisClass().asInternalName() + "." + method.methodName().stringValue();
    }

    private static void poll(CodeBuilder builder) {
      builder.aconst_null().invokestatic(SAFEPOINT, "poll", POLL);
    }
  }
}
