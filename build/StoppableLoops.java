import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.BranchInstruction;
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
 * Copies the JavaScript engine's classes out of its jar and, on the way, has each loop of its
 * built-in functions look whether the run is to stop. The engine does that itself only in some.
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

  private static final ClassDesc SAFEPOINT =
      ClassDesc.of("com.oracle.truffle.api.TruffleSafepoint");
  private static final MethodTypeDesc POLL =
      MethodTypeDesc.of(ConstantDescs.CD_void, ClassDesc.of("com.oracle.truffle.api.nodes.Node"));

  private final ClassFile classFile;
  private int loops;

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
      System.out.println("Loops of the engine that can be stopped now: " + patch.loops);
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
      boolean manifest = entry.getName().equals(JarFile.MANIFEST_NAME);
      if (!entry.isDirectory() && !manifest && file.startsWith(out)) {
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
    if (model.methods().stream().noneMatch(StoppableLoops::isPatched)) {
      return content;
    }
    return classFile.transformClass(
        model,
        ClassTransform.transformingMethodBodies(
            StoppableLoops::isPatched, CodeTransform.ofStateful(Looks::new)));
  }

  /** Loops that the compiler unrolls are as short as the program's text. */
  private static boolean isPatched(MethodModel method) {
    boolean unrolled =
        method
            .findAttribute(Attributes.runtimeVisibleAnnotations())
            .map(all ->
                all.annotations().stream()
                    .anyMatch(one -> one.className().stringValue().endsWith("/ExplodeLoop;")))
            .orElse(false);
    return !unrolled && method.code().map(StoppableLoops::hasLoop).orElse(false);
  }

  private static boolean hasLoop(CodeModel code) {
    Set<Label> passed = new HashSet<>();
    for (CodeElement element : code) {
      if (element instanceof LabelTarget target) {
        passed.add(target.label());
      } else if (element instanceof BranchInstruction branch && passed.contains(branch.target())) {
        return true;
      }
    }
    return false;
  }

  /** Puts a look before each jump backwards. */
  private final class Looks implements CodeTransform {
    private final Set<Label> passed = new HashSet<>();

    @Override
    public void accept(CodeBuilder builder, CodeElement element) {
      if (element instanceof LabelTarget target) {
        passed.add(target.label());
      } else if (element instanceof BranchInstruction branch && passed.contains(branch.target())) {
        builder.aconst_null().invokestatic(SAFEPOINT, "poll", POLL);
        loops++;
      }
      builder.with(element);
    }
  }
}
