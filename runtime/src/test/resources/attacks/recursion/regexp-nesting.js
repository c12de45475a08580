// A pattern nested a hundred thousand levels deep.
// ends: uncaught_exception | deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=2s
export default function () {
  return new RegExp('('.repeat(100_000) + ')'.repeat(100_000));
}
