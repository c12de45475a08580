package dev.sluice.engine;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.js.runtime.Errors;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * The part of each thread's stack that programs may not use: the engine and the host are called
 * with that much left. Where a stack overflows while the JVM initializes a class, that class is
 * lost to the whole process, so programs must not be able to aim there. The engine's classes call
 * it where a program's functions, and natives that recurse without them, begin. Thread-safe.
 */
public final class StackRoom {
  /** What is kept, and what lies above the first call that a thread makes into the engine. */
  private static final long KEPT = 384 * 1024;

  private static final long SIZE = size();

  /** How far down the calling thread may go. */
  private static final ThreadLocal<Long> LOWEST =
      ThreadLocal.withInitial(() -> StackPointer.current() - (SIZE - KEPT));

  private StackRoom() {}

  /** Whether anything is kept: only where the stack pointer is known. */
  public static boolean isKept() {
    return StackPointer.current() != StackPointer.UNKNOWN;
  }

  /** As {@link #check}; what was compiled into its caller uses its caller's frame. */
  public static void checkCall() {
    if (CompilerDirectives.inInterpreter() || CompilerDirectives.inCompilationRoot()) {
      check();
    }
  }

  /** As {@link #check}; compiled code has one small frame, however deep an expression is. */
  public static void checkInterpreted() {
    if (CompilerDirectives.inInterpreter()) {
      check();
    }
  }

  /** Throws the language's error for a stack that is full, if only what is kept is left. */
  @TruffleBoundary
  public static void check() {
    if (StackPointer.current() < LOWEST.get()) {
      throw Errors.createRangeErrorStackOverflow();
    }
  }

  /** Of a thread that isn't given another one, in bytes. */
  private static long size() {
    HotSpotDiagnosticMXBean jvm =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    return Long.parseLong(jvm.getVMOption("ThreadStackSize").getValue()) * 1024;
  }
}
