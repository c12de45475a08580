package dev.sluice.engine;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * Where the calling thread's stack stands. The JVM doesn't tell, so two machine instructions do,
 * called as a native function; a call takes some nanoseconds. Known on Linux on x86-64, and nowhere
 * else. Thread-safe.
 */
@SuppressWarnings("restricted")
final class StackPointer {
  /** Higher than any: on a machine where it isn't known, there's always room. */
  static final long UNKNOWN = Long.MAX_VALUE;

  /** {@code mov rax, rsp; ret}. */
  private static final byte[] X86_64 = {0x48, (byte) 0x89, (byte) 0xe0, (byte) 0xc3};

  private static final long PAGE = 4_096;
  private static final int READ = 1;
  private static final int WRITE = 2;
  private static final int EXECUTE = 4;
  private static final int PRIVATE_ANONYMOUS = 0x22;

  private static final @Nullable MethodHandle CURRENT = isKnownHere() ? function() : null;

  private StackPointer() {}

  /** As an address, which falls as the stack grows; or {@link #UNKNOWN}. */
  static long current() {
    if (CURRENT == null) {
      return UNKNOWN;
    }
    try {
      return (long) CURRENT.invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException("the stack pointer can't be read", e);
    }
  }

  private static boolean isKnownHere() {
    return System.getProperty("os.name").equals("Linux")
        && System.getProperty("os.arch").equals("amd64");
  }

  private static @Nullable MethodHandle function() {
    try {
      return Linker.nativeLinker()
          .downcallHandle(
              instructions(),
              FunctionDescriptor.of(ValueLayout.JAVA_LONG),
              Linker.Option.critical(false));
    } catch (Throwable e) {
      // A kernel that allows no such memory: the reserve isn't kept then, all else works.
      return null;
    }
  }

  private static MemorySegment instructions() throws Throwable {
    MemorySegment page = map().reinterpret(PAGE);
    page.copyFrom(MemorySegment.ofArray(X86_64));
    if (protect(page) != 0) {
      throw new IllegalStateException("no memory can be made executable");
    }
    return page;
  }

  private static MemorySegment map() throws Throwable {
    MethodHandle mmap =
        libc(
            "mmap",
            FunctionDescriptor.of(
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG));
    MemorySegment page =
        (MemorySegment)
            mmap.invokeExact(MemorySegment.NULL, PAGE, READ | WRITE, PRIVATE_ANONYMOUS, -1, 0L);
    if (page.address() == -1) {
      throw new IllegalStateException("no memory can be mapped");
    }
    return page;
  }

  private static int protect(MemorySegment page) throws Throwable {
    MethodHandle mprotect =
        libc(
            "mprotect",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT));
    return (int) mprotect.invokeExact(page, PAGE, READ | EXECUTE);
  }

  private static MethodHandle libc(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), type);
  }
}
