package dev.sluice.syncworker.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.syncworker.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier version built is built anew by one that would build it differently. */
class BundlerTagTest {
  private static final Pattern IMPORT = Pattern.compile("from \"\\./([\\w./-]+)\"");

  @TempDir private Path folder;

  @Test
  void tag_withAnyModuleOfTheBundlersChanged_isAnother() throws IOException {
    copy(Workbench.bundlerSettings().folder());
    String before = Bundler.tag(folder);
    Set<String> parts = modules();
    parts.add("package-lock.json");
    assertThat(parts).contains("bundler.mjs", "uses.mjs");

    for (String part : parts) {
      String text = Files.readString(folder.resolve(part));
      Files.writeString(folder.resolve(part), text + "\n");
      assertThat(Bundler.tag(folder)).as(part).isNotEqualTo(before);
      Files.writeString(folder.resolve(part), text);
    }
    assertThat(Bundler.tag(folder)).isEqualTo(before);
  }

  private void copy(Path shipped) throws IOException {
    try (Stream<Path> files = Files.list(shipped)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(file.getFileName().toString()));
      }
    }
  }

  /** All that bundler.mjs imports, and what that imports, and itself. */
  private Set<String> modules() throws IOException {
    Set<String> found = new TreeSet<>(Set.of("bundler.mjs"));
    Deque<String> unread = new ArrayDeque<>(found);
    while (!unread.isEmpty()) {
      Matcher imports = IMPORT.matcher(Files.readString(folder.resolve(unread.pop())));
      while (imports.find()) {
        if (found.add(imports.group(1))) {
          unread.push(imports.group(1));
        }
      }
    }
    return found;
  }
}
