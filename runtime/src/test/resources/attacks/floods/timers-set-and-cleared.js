// Sets and clears timers without end.
// ends: cpu_exceeded | deadline_exceeded | uncaught_exception | memory_exceeded
// limits: wall=1s
export default function () {
  for (;;) clearTimeout(setTimeout(() => {}, 1e9));
}
