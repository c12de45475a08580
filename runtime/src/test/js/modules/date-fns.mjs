import { addBusinessDays, differenceInDays, format, formatDistance, parseISO } from 'date-fns';
import { de } from 'date-fns/locale';

export default function workflow() {
  const day = parseISO('2026-03-27T10:00:00Z');
  console.log(
    format(addBusinessDays(day, 3), 'yyyy-MM-dd'),
    differenceInDays(parseISO('2026-04-01'), parseISO('2026-03-01')),
    formatDistance(day, parseISO('2026-03-20T10:00:00Z')),
    format(day, 'EEEE', { locale: de }),
  );
}
