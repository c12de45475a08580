package dev.sluice.cli.log;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;

/**
 * An event's exception with its causes, in full: each on a line of its own and the frames below it
 * on theirs, whatever they say of themselves. Made by {@code logback.xml}.
 */
public final class PlainError extends ThrowableProxyConverter {
  @Override
  protected String throwableProxyToString(IThrowableProxy error) {
    return super.throwableProxyToString(new PlainThrowable(error));
  }
}
