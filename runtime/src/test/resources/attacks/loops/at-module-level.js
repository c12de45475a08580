// The module never gets as far as exporting its function.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
for (;;) {}
export default function () {}
