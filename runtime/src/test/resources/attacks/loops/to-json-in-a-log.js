// What is logged never tells its JSON.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=300ms
export default function () {
  console.log({ toJSON: () => { for (;;) {} } });
}
