import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * Lists the engine's classes that do something as they are initialized and that a program can
 * reach, so that a process can have that behind it before it runs programs.
 */
class EngineClasses {
  private static final String LIST = "dev/sluice/engine/classes.txt";

  private static final Pattern REACHED =
      Pattern.compile(
          "com/oracle/truffle/(js/(builtins|nodes|runtime)|regex/(?!flavor/)|regex/flavor/js"
              + "|api/strings)/.*\\.class");

  /** What realms don't have, or have no use for. */
  private static final Pattern SWITCHED_OFF =
      Pattern.compile(
          "(?i).*(temporal|wasm|webassembly|foreign|interop|java(importer|adapter|package)|nashorn"
              + "|test262|debug|polyglot|worker|atomics|shadowrealm|overload|decorator|asynciterator"
              + "|commonjs|npm).*");

  private EngineClasses() {}

  static void list(List<Path> jars, Path out) throws IOException {
    List<String> names = new ArrayList<>();
    for (Path jar : jars) {
      try (JarFile file = new JarFile(jar.toFile())) {
        for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
          String name = entry.getName();
          if (REACHED.matcher(name).matches()
              && !SWITCHED_OFF.matcher(name).matches()
              && initializes(file.getInputStream(entry).readAllBytes())) {
            names.add(name.substring(0, name.length() - ".class".length()).replace('/', '.'));
          }
        }
      }
    }
    names.sort(null);
    Files.write(out.resolve(LIST), names);
  }

  private static boolean initializes(byte[] content) {
    return ClassFile.of().parse(content).methods().stream()
        .anyMatch(method -> method.methodName().equalsString("<clinit>"));
  }
}
