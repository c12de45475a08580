package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.runtime.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents name must exist. */
class DocumentsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

  @Test
  void links_inEveryDocument_leadToAFile() throws IOException {
    for (Path document : documents()) {
      Matcher link = LINK.matcher(Files.readString(document));
      while (link.find()) {
        Path target = document.resolveSibling(link.group(1));
        assertThat(target).as("%s links to %s", document, link.group(1)).exists();
      }
    }
  }

  @Test
  void documents_areFound() throws IOException {
    assertThat(documents()).hasSizeGreaterThan(5);
  }

  @Test
  void packages_thatAreShipped_areInTheirTableWithTheirVersions() throws IOException {
    String shipped = Files.readString(ROOT.resolve("sync-worker/src/main/node/package.json"));
    String page = Files.readString(ROOT.resolve("docs/packages.md"));
    Map<String, String> shown =
        Map.of(
            "@kinde/infrastructure", "@kinde/infrastructure",
            "liquidjs", "liquidjs",
            "react", "react",
            "react-dom/server.browser", "react-dom");

    shown.forEach((specifier, name) -> {
      Matcher version = Pattern.compile("\"" + name + "\": \"([^\"]+)\"").matcher(shipped);
      assertThat(version.find()).as(name).isTrue();
      assertThat(page).contains("| `" + specifier + "` | " + version.group(1) + " |");
    });
  }

  @Test
  void triggers_areInTheirTableWithWhatTheyOffer() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/workflows.md"));

    for (Trigger trigger : Trigger.values()) {
      Matcher row =
          Pattern.compile("^\\| `" + trigger.id() + "` \\|.*$", Pattern.MULTILINE).matcher(page);
      assertThat(row.find()).as(trigger.id()).isTrue();
      Pattern.compile("`(kinde[.]\\w+)`")
          .matcher(row.group())
          .results()
          .forEach(
              binding -> assertThat(trigger.offers(binding.group(1))).as(row.group()).isTrue());
    }
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(top, docs).filter(file -> file.toString().endsWith(".md")).toList();
    }
  }
}
