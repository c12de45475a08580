package dev.sluice.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void of_text_isItsWordsInLowerCase() {
    assertThat(Words.of("TypeError: x_1 isn't “über” x_1").words())
        .containsExactly("typeerror", "x", "1", "isn", "t", "über");
  }

  @Test
  void of_nothingToSearchFor_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Words.of(" -- ☂"));
    assertThatIllegalArgumentException().isThrownBy(() -> Words.of("a b ".repeat(1) + many()));
  }

  private static String many() {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      words.append("word").append(i).append(' ');
    }
    return words.toString();
  }

  @Test
  void in_textWithAllOfThem_isSo() {
    Words words = Words.of("expired PLAN");

    assertThat(words.in("The plan “pro” has expired.")).isTrue();
    assertThat(words.in("The plans have expired.")).isFalse();
    assertThat(words.in("")).isFalse();
  }

  @Test
  void plain_textWithMarksOfAPrivateUse_hasThemNoLonger() {
    assertThat(Words.plain("A\ue000b 日本 ☂")).isEqualTo("a b 日本  ");
  }
}
