package dev.sluice.cli.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An exception whose texts, and whose causes' and frames' texts, are plain. */
record PlainThrowable(IThrowableProxy error) implements IThrowableProxy {
  @Override
  public @Nullable String getMessage() {
    return plain(error.getMessage());
  }

  @Override
  public @Nullable String getOverridingMessage() {
    return plain(error.getOverridingMessage());
  }

  @Override
  public @Nullable String getClassName() {
    return plain(error.getClassName());
  }

  /** A workflow names its functions as it likes, and they may be among them. */
  @Override
  public StackTraceElementProxy[] getStackTraceElementProxyArray() {
    return Arrays.stream(error.getStackTraceElementProxyArray())
        .map(it -> new StackTraceElementProxy(plain(it.getStackTraceElement())))
        .toArray(StackTraceElementProxy[]::new);
  }

  private static StackTraceElement plain(StackTraceElement frame) {
    return new StackTraceElement(
        plain(frame.getClassLoaderName()),
        plain(frame.getModuleName()),
        plain(frame.getModuleVersion()),
        Plain.text(frame.getClassName()),
        Plain.text(frame.getMethodName()),
        plain(frame.getFileName()),
        frame.getLineNumber());
  }

  private static @Nullable String plain(@Nullable String text) {
    return text == null ? null : Plain.text(text);
  }

  @Override
  public int getCommonFrames() {
    return error.getCommonFrames();
  }

  @Override
  public @Nullable IThrowableProxy getCause() {
    @Nullable IThrowableProxy cause = error.getCause();
    return cause == null ? null : new PlainThrowable(cause);
  }

  @Override
  public IThrowableProxy[] getSuppressed() {
    return Arrays.stream(error.getSuppressed())
        .map(PlainThrowable::new)
        .toArray(IThrowableProxy[]::new);
  }

  @Override
  public boolean isCyclic() {
    return error.isCyclic();
  }
}
