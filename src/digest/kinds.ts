/** What cards and views of videos, episodes, releases, posts and links say beside their text, as lines of markdown. */
import { textsOf } from '../language/texts.ts'
import type { Article, KeyPoint } from '../model/article.ts'
import type { Chapter, Details } from '../model/details.ts'
import type { Locale } from '../model/subscription.ts'
import { escapeMarkdown, fitMarkdown } from '../text/markdown.ts'
import { truncate } from '../text/truncate.ts'
import { embedUrl, maskedLink, withoutScheme } from './links.ts'
import { oneLine } from './one-line.ts'

/** An address longer than this would push the text of the card out. */
const LONGEST_LINK = 500
const CHAPTER_TITLE = 60
const NAME = 80

type Of<K extends Details['kind']> = Extract<Details, { kind: K }>

/** Gives one line of facts: length, views, version, where it leads; empty where there is none. */
export function factsOf({ details, title }: Article, locale: Locale): string {
  if (details === undefined) return ''
  switch (details.kind) {
    case 'video':
      return joined('🎬', [clockOf(details.seconds), viewsOf(details, locale)])
    case 'episode':
      return joined('🎧', [
        clockOf(details.seconds),
        linkOf(details.audio, textsOf(locale).t('kind.listen')),
      ])
    case 'release':
      return joined('🏷️', releaseParts(details, title))
    case 'link':
      return joined('🔗', linkParts(details, locale))
    case 'post':
      return ''
  }
}

const joined = (mark: string, parts: readonly string[]): string => {
  const said = parts.filter((part) => part !== '')
  return said.length === 0 ? '' : `${mark} ${said.join(' · ')}`
}

function linkOf(url: string | null, label: string): string {
  const href = embedUrl(url)
  return href === null || href.length > LONGEST_LINK ? '' : maskedLink(label, href)
}

function releaseParts({ version, repository }: Of<'release'>, title: string): string[] {
  const named = title.includes(version) ? '' : version
  return [repository ?? '', named].map((text) =>
    fitMarkdown(truncate(plainLine(text), NAME), 2 * NAME),
  )
}

/** Nothing in it may become an address of its own. */
const plainLine = (text: string) => withoutScheme(oneLine(text))

function linkParts({ linked, discussion }: Of<'link'>, locale: Locale): string[] {
  const host = linked === null ? null : URL.parse(linked)?.hostname.replace(/^www\./, '')
  return [
    host ? fitMarkdown(truncate(host, NAME), 2 * NAME) : '',
    linkOf(discussion, textsOf(locale).t('kind.discussion')),
  ]
}

function viewsOf({ views }: Of<'video'>, locale: Locale): string {
  if (views === null) return ''
  const count = new Intl.NumberFormat(locale, { notation: 'compact' }).format(views)
  return textsOf(locale).t('kind.views', { views: count })
}

/** Gives seconds as a clock shows them: `4:05`, `1:02:03`; empty for none. */
export function clockOf(seconds: number | null): string {
  if (seconds === null) return ''
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  const rest = two(Math.floor(seconds) % 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`
}

const chapterLine = ({ at, title }: Chapter): string => {
  const name = truncate(plainLine(title), CHAPTER_TITLE)
  return `\`${clockOf(at)}\` ${escapeMarkdown(name)}`
}

/** Gives the points without those that are chapters, which stand beside them with their times. */
export const pointsBesideChapters = ({ keyPoints, details }: Article): KeyPoint[] => {
  const chapters = details !== undefined && 'chapters' in details ? details.chapters : []
  return keyPoints.filter(({ text }) => !chapters.some(({ title }) => title === text))
}

/** Gives the first `most` chapters, a line each; where there are more, the last line says how many. */
export function chapterLines({ details }: Article, locale: Locale, most: number): string[] {
  const chapters = details !== undefined && 'chapters' in details ? details.chapters : []
  const named = chapters.filter(({ title }) => plainLine(title) !== '')
  const left = named.length - most
  return [
    ...named.slice(0, most).map(chapterLine),
    ...(left > 0 ? [textsOf(locale).t('kind.more-chapters', { count: left })] : []),
  ]
}
