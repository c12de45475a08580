package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What docs/operating.md has people do. */
final class Guide {
  private static final Path PAGE = Path.of("..", "docs", "operating.md");

  private Guide() {}

  /**
   * The blocks of a section, as they stand there.
   *
   * @param section its title
   * @param language what the blocks are written in
   */
  static List<String> blocks(String section, String language) throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf("\n### " + section + "\n");
    assertThat(begin).as(section).isPositive();
    String text = page.substring(begin + 1).split("\n##+ ", 2)[0];
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }
}
