package dev.sluice.benchmarks.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.benchmarks.child.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What a server's process holds, after a collection.
 *
 * @param resident of its memory in the machine's, in bytes
 * @param heap in bytes
 */
record ServerMemory(long resident, long heap) {
  private static final int COLLECTIONS = 3;
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  /** The heap's parts: "garbage-first heap total reserved 4096K, committed 512K, used 81K […". */
  private static final Pattern PART = Pattern.compile("\\btotal .*\\bused (\\d+)K");

  /** Has it collect, and looks. */
  static ServerMemory afterCollection(Child server) {
    // More than once: what is only softly or weakly reachable, or waits to be closed, goes later.
    // By a histogram, which collects at once: servers are told to collect beside their work if
    // asked
    // by GC.run, and what became garbage meanwhile would count.
    for (int i = 0; i < COLLECTIONS; i++) {
      jcmd(server, "GC.class_histogram");
    }
    return new ServerMemory(
        resident(read(Path.of("/proc/" + server.pid() + "/status"))),
        heap(jcmd(server, "GC.heap_info")));
  }

  /** What Linux's {@code status} of a process says. */
  static long resident(String status) {
    return kibibytes(RESIDENT, status);
  }

  /** What the JDK's {@code GC.heap_info} says, whatever the collector. */
  static long heap(String info) {
    return kibibytes(PART, info);
  }

  private static long kibibytes(Pattern pattern, String text) {
    if (!pattern.matcher(text).find()) {
      throw new IllegalStateException("no " + pattern + " in:\n" + text);
    }
    return pattern
        .matcher(text)
        .results()
        .mapToLong(it -> Long.parseLong(it.group(1)) * 1024)
        .sum();
  }

  private static String jcmd(Child server, String command) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    ProcessBuilder builder = new ProcessBuilder(jcmd, Long.toString(server.pid()), command);
    try {
      Process process = builder.redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("jcmd " + command + " failed: " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for jcmd", e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
