// A number that squares itself.
// ends: uncaught_exception | memory_exceeded
// limits: allocated=64MB
export default function () {
  let number = 3n;
  for (;;) number *= number;
}
