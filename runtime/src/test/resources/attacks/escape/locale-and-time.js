// Looks for what the machine's own locale and time zone tell.
// ends: completed
// log: en-US
export default function () {
  const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions();
  console.log(locale, timeZone, new Date(0).getTimezoneOffset());
}
