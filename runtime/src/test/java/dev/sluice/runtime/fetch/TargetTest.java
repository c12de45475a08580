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

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      textBlock =
          """
          /relative?token=s3cret → A fetch needs a whole URL such as https://example.com/path, not "/relative"
          undefined → A fetch needs a whole URL such as https://example.com/path, not "undefined"
          localhost:3000/x?y → A fetch needs a whole URL such as https://example.com/path, not "localhost:3000/x"
          //me:s3cret@a.example/ → A fetch needs a whole URL such as https://example.com/path, not "a.example/"
          data:text/plain,x → Only http: and https: can be fetched, not data:
          https://my_host/x?s3cret → The URL "https://my_host/x" names no host, or one that can't be read
          https://me:s3cret@my_host/ → The URL "my_host/" names no host, or one that can't be read
          https://a.example:99999/ → The URL names port 99999, and the last is 65535
          """)
  void read_ofWhatIsNoWholeUrl_saysWhatItIsAndNoSecret(String given, String reason) {
    assertThatThrownBy(() -> Target.read(given)).isInstanceOf(Refused.class).hasMessage(reason);
  }
}
