package dev.sluice.cli.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** An event's message, on one line whatever it says. Made by {@code logback.xml}. */
public final class PlainMessage extends ClassicConverter {
  @Override
  public String convert(ILoggingEvent event) {
    return Plain.text(String.valueOf(event.getFormattedMessage()));
  }
}
