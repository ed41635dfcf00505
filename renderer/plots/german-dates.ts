/** Names of days and months on axes of time; numbers stay as they are everywhere in the window. */
export const germanDates = {
  moduleType: 'locale' as const,
  name: 'de',
  dictionary: {},
  format: {
    days: ['Sonntag', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag'],
    shortDays: ['So', 'Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa'],
    months: [
      ...['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni'],
      ...['Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'],
    ],
    shortMonths: [
      ...['Jan.', 'Feb.', 'März', 'Apr.', 'Mai', 'Juni'],
      ...['Juli', 'Aug.', 'Sep.', 'Okt.', 'Nov.', 'Dez.'],
    ],
    date: '%-d. %B %Y',
    year: '%Y',
    month: '%b %Y',
    dayMonth: '%-d. %b',
    dayMonthYear: '%-d. %b %Y',
  },
};
