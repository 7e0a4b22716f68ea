/** Whether two titles of one feed are a column's: 今日の天気, Morning briefing, Release 1.4.2. Pure. */

/** What changes from one number of a column to the next: dates, weekdays, times of day, numbers in figures or words. */
const CHANGES = new RegExp(
  [
    /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/,
    /\b(?:mon|tue|wed|thu|fri|sat|sun)\b/,
    /\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b/,
    /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b/,
    /\b(?:[ivx]+|[ap]\.?m\.?|rc|alpha|beta)\b/,
    /[月火水木金土日]曜日?|(?<=[(・\s日])[月火水木金土日祝](?=[)・]|\s|$)/u,
    /[〇一二三四五六七八九十百]+(?=[月日年回号話])/,
    /(?<=\d)(?:st|nd|rd|th)\b/,
    /[\p{N}\p{P}\p{S}\s]/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'giu',
)

/** Says whether two titles are the same, or differ only in a number or a date. */
export const isRecurring = (a: string, b: string): boolean => frameOf(a) === frameOf(b)

const frameOf = (title: string): string =>
  title.normalize('NFKC').replace(CHANGES, '').toLowerCase()
