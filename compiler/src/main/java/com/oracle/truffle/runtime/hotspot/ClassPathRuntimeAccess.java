package com.oracle.truffle.runtime.hotspot;

import com.oracle.truffle.api.TruffleRuntime;
import com.oracle.truffle.api.TruffleRuntimeAccess;
import com.oracle.truffle.api.impl.DefaultTruffleRuntime;
import com.oracle.truffle.runtime.ModulesSupport;
import jdk.graal.compiler.truffle.hotspot.HotSpotTruffleCompilationSupport;
import jdk.vm.ci.services.Services;
import org.jspecify.annotations.Nullable;

/**
 * The engine's way to the compiler on the class path. The engine's own looks for a named module,
 * finds the JDK's empty one, and fails; it is asked only where this one isn't there. Without JVMCI,
 * or with one that the compiler doesn't know, JavaScript is interpreted.
 */
public final class ClassPathRuntimeAccess implements TruffleRuntimeAccess {
  @Override
  public int getPriority() {
    return new HotSpotTruffleRuntimeAccess().getPriority() + 1;
  }

  @Override
  public TruffleRuntime getRuntime() {
    String closed = ModulesSupport.exportJVMCI(ClassPathRuntimeAccess.class);
    String refusal = closed == null ? refusal() : closed;
    return refusal == null ? compiling() : new DefaultTruffleRuntime(refusal);
  }

  /** Why this JVM can't be compiled for; nothing if it can. */
  private static @Nullable String refusal() {
    try {
      Services.initializeJVMCI();
    } catch (Error e) {
      // What it throws where JVMCI is there and switched off.
      return e.getMessage();
    }
    Module ours = ClassPathRuntimeAccess.class.getModule();
    ModulesSupport.addExports(Object.class.getModule(), "jdk.internal.misc", ours);
    return HotSpotTruffleCompilationSupport.verifyJVMCIVersion();
  }

  /** As the engine's own makes it. */
  private static TruffleRuntime compiling() {
    HotSpotThreadLocalHandshake.initializePendingOffset();
    HotSpotFastThreadLocal.ensureLoaded();
    HotSpotTruffleCompilationSupport compiler = new HotSpotTruffleCompilationSupport();
    HotSpotTruffleRuntime runtime = new HotSpotTruffleRuntime(compiler);
    ModulesSupport.getJavaLangSupport()
        .registerVirtualThreadMountHooks(
            ClassPathRuntimeAccess::mounted, thread -> HotSpotFastThreadLocal.unmount());
    compiler.registerRuntime(runtime);
    return runtime;
  }

  private static void mounted(Thread thread) {
    HotSpotFastThreadLocal.mount();
    HotSpotThreadLocalHandshake.setPendingFlagForVirtualThread();
  }
}
