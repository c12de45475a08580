// A class whose definition never ends.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=300ms
export default function () {
  class Endless {
    static {
      for (;;) {}
    }
  }
  return Endless;
}
