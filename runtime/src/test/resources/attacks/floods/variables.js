// Asks for variables without end, and for one of a very long name.
// ends: completed
// bindings: kinde.env
export default function () {
  for (let i = 0; i < 10_000; i++) kinde.env.get(`variable ${i}`);
  kinde.env.get('x'.repeat(4_000_000));
}
