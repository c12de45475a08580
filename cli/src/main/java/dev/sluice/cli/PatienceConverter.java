package dev.sluice.cli;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time on the command line: {@code 30s}, {@code 5m}, {@code 1h}, or as ISO 8601 writes it. */
final class PatienceConverter implements ITypeConverter<Duration> {
  private static final Pattern SHORT = Pattern.compile("[0-9]{1,6}[smhSMH]");
  private static final Pattern ISO =
      Pattern.compile("[pP][tT](?=.)([0-9]{1,6}[hH])?([0-9]{1,6}[mM])?([0-9]{1,6}[sS])?");

  @Override
  public Duration convert(String text) {
    if (SHORT.matcher(text).matches()) {
      return Duration.parse("PT" + text);
    }
    if (ISO.matcher(text).matches()) {
      return Duration.parse(text);
    }
    throw new TypeConversionException(
        "'%s' isn't a time: say its unit, as in 15s, 5m or 1h".formatted(text));
  }
}
