package dev.sluice.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The classes that the demo loads, as they are once they are loaded: the many processes of the
 * tests start with them in two thirds of the processor time. Made once for a build, whichever of
 * the tests' JVMs comes first. Without them, tests take longer and that's all.
 */
final class KeptClasses {
  private static final Path ARCHIVE = CommandProcess.HOME.resolveSibling("classes.jsa");

  /** For a JVM that runs the command line; what it says of the classes isn't the program's word. */
  static final List<String> OPTIONS = List.of("-XX:SharedArchiveFile=" + made(), "-Xlog:disable");

  private KeptClasses() {}

  private static Path made() {
    Path lock = ARCHIVE.resolveSibling("classes.jsa.lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      if (!isFresh()) {
        make();
      }
      return ARCHIVE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isFresh() throws IOException {
    if (!Files.exists(ARCHIVE)) {
      return false;
    }
    FileTime made = Files.getLastModifiedTime(ARCHIVE);
    try (Stream<Path> jars = Files.list(CommandProcess.HOME.resolve("lib"))) {
      return jars.allMatch(it -> it.toFile().lastModified() < made.toMillis());
    }
  }

  private static void make() throws IOException, InterruptedException {
    Path fresh = Files.createTempFile(ARCHIVE.getParent(), "classes", ".jsa");
    Path output = ARCHIVE.resolveSibling("classes.jsa.log");
    List<String> command = new ArrayList<>(CommandProcess.JVM);
    command.add("-XX:ArchiveClassesAtExit=" + fresh);
    command.addAll(CommandProcess.PROGRAM);
    command.addAll(List.of("demo", "--once", "--port", "0"));
    Process demo =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!demo.waitFor(2, TimeUnit.MINUTES)) {
      demo.destroyForcibly();
    }
    Files.move(fresh, ARCHIVE, StandardCopyOption.ATOMIC_MOVE);
  }
}
