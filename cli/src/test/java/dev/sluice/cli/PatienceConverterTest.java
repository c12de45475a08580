package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatienceConverterTest {
  private final PatienceConverter converter = new PatienceConverter();

  @Test
  void time_withItsUnit_isTaken() {
    assertThat(converter.convert("15s")).isEqualTo(Duration.ofSeconds(15));
    assertThat(converter.convert("5m")).isEqualTo(Duration.ofMinutes(5));
    assertThat(converter.convert("PT1M30S")).isEqualTo(Duration.ofSeconds(90));
  }

  @ParameterizedTest
  @ValueSource(strings = {"15", "", "-5s", "5d", "PT5X", "PT5S3M", "1.5s", "soon"})
  void time_thatIsNone_isRefusedWithAnExample(String text) {
    assertThatThrownBy(() -> converter.convert(text))
        .isInstanceOf(picocli.CommandLine.TypeConversionException.class)
        .hasMessageContaining("15s");
  }
}
