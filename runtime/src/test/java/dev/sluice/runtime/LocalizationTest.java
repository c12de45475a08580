package dev.sluice.runtime;

import static dev.sluice.runtime.TestRuns.log;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LocalizationTest {
  @RegisterExtension static final TestRuns RUNS = new TestRuns();

  private static final Texts TEXTS =
      new Texts(
          Map.of(
              "en", Map.of("hello", "Hello", "bye", "Goodbye"),
              "de", Map.of("hello", "Hallo"),
              "de-CH", Map.of("hello", "Grüezi"),
              "pt_BR", Map.of("hello", "Oi")),
          "en");

  private static String logged(String event) throws BundleException {
    return log(
        RUNS.workflow(
                "const get = kinde.localization.get;"
                    + " console.log(get('hello'), get('bye'), get('none'), typeof get(undefined));")
            .binding("kinde.localization")
            .texts(TEXTS)
            .event(event)
            .run());
  }

  @Test
  void get_inTheEventsLanguage_fallsBackToTheDefaultAndThenToTheKey() throws Exception {
    assertThat(logged("{\"request\":{\"authUrlParams\":{\"lang\":\"de\"}}}"))
        .contains("INFO Hallo Goodbye none string");
    assertThat(logged("{}")).contains("INFO Hello Goodbye none string");
  }

  @Test
  void get_withAPagesLocale_prefersIt() throws Exception {
    assertThat(
            logged(
                "{\"request\":{\"locale\":{\"lang\":\"de\"},\"authUrlParams\":{\"lang\":\"pt-BR\"}}}"))
        .contains("INFO Hallo");
  }

  @Test
  void get_withALanguageNobodyWroteFor_triesTheNextOneAskedFor() throws Exception {
    assertThat(
            logged(
                "{\"request\":{\"authUrlParams\":{\"lang\":\"fr\",\"ui_locales\":\"it PT-br"
                    + " de\"}}}"))
        .contains("INFO Oi");
  }

  @Test
  void get_withStrangeLanguages_usesTheDefault() throws Exception {
    for (String lang : List.of("\"-\"", "\"\"", "3", "{}", "\"" + "a-".repeat(9_000) + "\"")) {
      assertThat(logged("{\"request\":{\"authUrlParams\":{\"lang\":" + lang + "}}}"))
          .as(lang)
          .contains("INFO Hello");
    }
  }

  @Test
  void localization_undeclared_isUndefined() throws Exception {
    assertThat(log(RUNS.workflow("console.log(typeof kinde.localization);").texts(TEXTS).run()))
        .contains("INFO undefined");
  }

  @Test
  void find_withARegion_fallsBackToItsLanguageTextByText() {
    Texts texts =
        new Texts(Map.of("de", Map.of("a", "A", "b", "B"), "DE-ch", Map.of("a", "a")), "en");
    assertThat(texts.find("a", List.of("de-CH-1996"))).contains("a");
    assertThat(texts.find("b", List.of("de_CH"))).contains("B");
    assertThat(texts.find("c", List.of("de-CH"))).isEmpty();
  }
}
