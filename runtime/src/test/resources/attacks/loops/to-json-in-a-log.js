// What is logged never tells its JSON.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  console.log({ toJSON: () => { for (;;) {} } });
}
