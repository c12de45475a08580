// Every way out of the loop leads back into it.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  for (;;) {
    try {
      return;
    } finally {
      continue;
    }
  }
}
