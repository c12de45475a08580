package dev.sluice.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.runtime.SourcePosition;
import org.junit.jupiter.api.Test;

class SourceMapTest {
  /** As esbuild writes it for {@code const a = 1;\n\nthrow new Error("x");\n}, two lines apart. */
  private static final String MAP =
      """
      {"version":3,"sources":["src/a.ts"],"names":[],"mappings":";AAAA,IAAM,IAAI;AAEV,MAAM,IAAI"}
      """;

  @Test
  void find_insideASegment_givesTheAuthorsSpot() {
    SourceMap map = SourceMap.parse(MAP);
    assertThat(map.find(2, 1)).contains(new SourcePosition("src/a.ts", 1, 1));
    assertThat(map.find(2, 5)).contains(new SourcePosition("src/a.ts", 1, 7));
    assertThat(map.find(3, 3)).contains(new SourcePosition("src/a.ts", 3, 1));
  }

  @Test
  void find_outsideTheMap_givesNothing() {
    SourceMap map = SourceMap.parse(MAP);
    assertThat(map.find(1, 1)).isEmpty();
    assertThat(map.find(99, 1)).isEmpty();
    assertThat(map.find(0, 0)).isEmpty();
  }

  @Test
  void parse_ofWhatIsNoMap_knowsNothing() {
    for (String json :
        new String[] {"", "{}", "[]", "{\"mappings\":\"!\"}", "{\"mappings\":\"gggggggggggg\"}"}) {
      assertThat(SourceMap.parse(json).find(1, 1)).as(json).isEmpty();
    }
  }
}
