package dev.sluice.runtime.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      textBlock =
          """
          http://a.example/b?c=d&e → http://a.example/b?c=d&e
          http://a.example?q={"a":[1|2]} → http://a.example?q=%7B%22a%22:%5B1%7C2%5D%7D
          http://a.example/%41%zz%2 → http://a.example/%41%25zz%252
          http://a.example/é?ü=😀 → http://a.example/%C3%A9?%C3%BC=%F0%9F%98%80
          http://a.example/a\\b^` → http://a.example/a%5Cb%5E%60
          http://a.example/x#y?z → http://a.example/x
          http://bücher.example:81/ → http://xn--bcher-kva.example:81/
          http://１２７。０.0.1/ → http://127.0.0.1/
          http://[::1]:80/[x] → http://[::1]:80/%5Bx%5D
          """)
  void read_ofWhatBrowsersTake_isTheSameInAscii(String given, String read) throws Exception {
    assertThat(Target.read(given)).hasToString(read);
  }

  @Test
  void read_withSpacesAndLineBreaks_encodesThoseInside() throws Exception {
    assertThat(Target.read(" http://a.example/b c\n?d e\t"))
        .hasToString("http://a.example/b%20c%0A?d%20e");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://a b/", "http://a\\b/", "http://a.example:80x/", "http://", "http://%zz/"})
  void read_withAHostThatIsNone_isRefused(String url) {
    assertThatThrownBy(
            () -> {
              Reach reach =
                  new Reach(
                      new dev.sluice.runtime.EgressPolicy.PublicInternet(),
                      java.util.Optional.empty());
              reach.check(Target.read(url), true);
            })
        .isInstanceOf(Refused.class);
  }
}
