/** What became of the articles of a digest, in words and page by page. */
import { EMBED } from '../config/limits.ts'
import { GOLD } from '../src/digest/brand.ts'
import { buttonRow, pageButtons } from '../src/digest/components.ts'
import { headlineOf } from '../src/digest/headline.ts'
import { maskedLink } from '../src/digest/links.ts'
import { oneLine } from '../src/digest/one-line.ts'
import { languageName } from '../src/language/languages.ts'
import type { TextKey } from '../src/language/texts.ts'
import type { Caller } from '../src/model/caller.ts'
import { customId } from '../src/model/command.ts'
import type { Place, Placed, Why } from '../src/model/digest.ts'
import type { Reply } from '../src/model/message.ts'
import type { Locale } from '../src/model/subscription.ts'
import { fitMarkdown } from '../src/text/markdown.ts'
import { codePoints } from '../src/text/truncate.ts'
import { moment, say } from './pieces.ts'
import { feedName } from './subscribed.ts'

/** With these, eight entries without links fit a description even where everything must be escaped. */
const HEADLINE = 60
const FEED = 30
const WHAT = 60

const REASONS: Record<string, TextKey> = {
  'word-out': 'why.reason.word-out',
  'word-in': 'why.reason.word-in',
  'category-out': 'why.reason.category-out',
  category: 'why.reason.category',
  language: 'why.reason.language',
  paid: 'why.reason.paid',
  'feed-cap': 'why.reason.feed-cap',
  'older-than-a-day': 'why.reason.older-than-a-day',
  'not-among-newest': 'why.reason.not-among-newest',
  'same-story': 'why.reason.same-story',
  'told-before': 'why.reason.told-before',
  'posted-here': 'why.reason.posted-here',
  adult: 'why.reason.adult',
}

/** Gives a stored reason (`word-out:制裁`) in words. */
export function reasonWords(reason: string, locale: Locale): string {
  const colon = reason.indexOf(':')
  const kind = colon < 0 ? reason : reason.slice(0, colon)
  const what = colon < 0 ? '' : reason.slice(colon + 1)
  const key = Object.hasOwn(REASONS, kind) ? REASONS[kind] : undefined
  if (key === undefined) {
    return say(locale, 'why.reason.other', { what: fitMarkdown(oneLine(reason), WHAT) })
  }
  const said = kind === 'language' ? languageName(what, locale) : what
  return say(locale, key, { what: fitMarkdown(oneLine(said), WHAT) })
}

/** Stand before each article where a day is told, as its digests mostly hold one or two. */
const MARKS: Record<Place, string> = { shown: '📘 ', listed: '📄 ', 'left-out': '🚫 ' }

function entryLine({ article }: Placed, linked: boolean, locale: Locale): string {
  const headline = headlineOf(article, locale, HEADLINE)
  const name = maskedLink(headline, linked ? article.url : null)
  const feed = feedName(article.feedTitle, FEED)
  return say(locale, 'why.entry', { article: name, feed })
}

/** Each digest of a day by its moment, under it each article with its place and reason. */
function linesOfDay({ entries }: Why, linked: boolean, locale: Locale): string[] {
  return [...Map.groupBy(entries, ({ slot }) => slot)].flatMap(([slot, alike]) => [
    '',
    `**${moment(slot, 'f')}**`,
    ...alike.map((entry) => {
      const why = entry.reason === null ? '' : `\n-# ${reasonWords(entry.reason, locale)}`
      return `- ${MARKS[entry.place]}${entryLine(entry, linked, locale)}${why}`
    }),
  ])
}

/** Each place once, in it each reason once, and under it its articles. */
function linesByPlace({ entries }: Why, linked: boolean, locale: Locale): string[] {
  const lines: string[] = []
  for (const [place, inPlace] of Map.groupBy(entries, (entry) => entry.place)) {
    lines.push('', `**${say(locale, `why.place.${place}`)}**`)
    for (const [reason, alike] of Map.groupBy(inPlace, (entry) => entry.reason)) {
      if (reason !== null) lines.push(reasonWords(reason, locale))
      lines.push(...alike.map((entry) => `- ${entryLine(entry, linked, locale)}`))
    }
  }
  return lines
}

function linesOf(why: Why, linked: boolean, locale: Locale): string {
  return (why.ofDay ? linesOfDay : linesByPlace)(why, linked, locale).join('\n')
}

const headKey = ({ digestId, ofDay }: Why): TextKey => {
  if (ofDay) return 'why.head-day'
  return digestId === null ? 'why.head-draft' : 'why.head'
}

function headOf(why: Why, locale: Locale): string[] {
  const { counts, slot, digestId, ofDay, waiting } = why
  const values = {
    date: moment(slot, 'F'),
    shown: counts.shown,
    listed: counts.listed,
    left: counts['left-out'],
  }
  const unposted = digestId !== null && !ofDay && counts.shown === 0
  const waits = waiting && { count: waiting.articles, relative: moment(waiting.at, 'R') }
  return [
    say(locale, headKey(why), values),
    ...(unposted ? [say(locale, 'why.unposted')] : []),
    ...(waits ? [say(locale, 'why.waiting', waits)] : []),
  ]
}

/** Gives a page of it: cards first, then the list, then what was left out, each with its reason; of a day digest by digest. */
export function whyReply(id: number, why: Why, { locale }: Caller): Reply {
  if (why.entries.length === 0) return { content: say(locale, 'why.empty') }
  const head = headOf(why, locale).join('\n')
  const full = `${head}\n${linesOf(why, true, locale)}`
  const fits = codePoints(full) <= EMBED.description
  const { page, pages } = why
  return {
    embeds: [
      {
        color: GOLD,
        title: say(locale, 'why.title'),
        description: fits ? full : `${head}\n${linesOf(why, false, locale)}`,
        ...(pages > 1
          ? { footer: { text: say(locale, 'why.page', { page: page + 1, pages }) } }
          : {}),
      },
    ],
    components: buttonRow(
      pageButtons((to) => customId('why', id, why.digestId ?? 'next', to), locale, { page, pages }),
    ),
  }
}
