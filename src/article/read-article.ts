/** Every text becomes an article: native where it brings its own points, else from its sentences. */
import type { ArticleText } from '../model/article.ts'
import { cleanText } from '../text/clean.ts'
import { htmlToText } from '../text/html.ts'
import { pageTitle } from '../text/page-title.ts'
import { digestLines, isDigestFormat, marksIn } from './digest-lines.ts'
import { readExtractive } from './extractive.ts'
import { type Line, linesOfHtml, linesOfText, linesOfUnmarked } from './lines.ts'
import { readNative } from './native.ts'
import type { Whole } from './points-beside.ts'
import { readOwn } from './read-own.ts'
import { isRelease, readRelease } from './read-release.ts'

export type ArticleInput = {
  /** As the feed gives it, entities and tags possible; null: the text begins with it. */
  title: string | null
  html?: string | null
  text?: string | null
  summary?: string | null
  lang?: string | null
  /** The article's own address, for relative links. */
  url?: string | null
  /** What the page's own data (JSON-LD) sum it up with. */
  abstract?: string | null
  /** The page whole, where `html` is what was taken for its text. */
  page?: string | null
}

/** A feed's text is taken apart again only where something stands beside it. */
function wholeOf({ page, html, url }: ArticleInput): Whole | null {
  const base = url ?? undefined
  if (page) return { html: page, base, isPage: true }
  return html && HAS_ASIDE.test(html) ? { html, base, isPage: false } : null
}

const HAS_ASIDE = /<aside[\s>]/i

/** A first line that is longer is no title. */
const LONGEST_TITLE = 200

/** Gives an article's title, lead, key points and sections; never throws, never invents. */
export function readArticle(input: ArticleInput): ArticleText {
  const offers = offersOf(input)
  const digest = readDigest(input, offers)
  if (digest !== null) return digest
  const { title, rest } = titled(longest(offers), givenTitle(input))
  const about = { title, lang: input.lang ?? null }
  const own = readOwn(rest, { ...about, whole: wholeOf(input), abstract: input.abstract ?? null })
  if (own !== null) return own
  return title !== null && isRelease(rest, title)
    ? readRelease(rest, { ...about, title })
    : readExtractive(rest, about)
}

/** Gives the article where it is in the digest format, else null. */
export function readDigest(
  input: ArticleInput,
  offers: readonly Line[][] = offersOf(input),
): ArticleText | null {
  const digest = bestDigest([...offers, ...unmarkedOffers(input)])
  if (digest === null) return null
  return readNative(digest, { given: givenTitle(input), lang: input.lang ?? null })
}

const givenTitle = ({ title, html }: ArticleInput) =>
  titleOf(title) ?? (html ? pageTitle(html) : null)

const titled = (lines: readonly Line[], given: string | null) =>
  given === null ? ownTitle(lines) : { title: given, rest: withoutTitle(lines, given) }

function titleOf(title: string | null): string | null {
  if (title === null) return null
  const plain = cleanText(/[<&]/.test(title) ? htmlToText(title) : title).replaceAll(/\s+/g, ' ')
  return plain === '' ? null : plain
}

function offersOf({ html, text, summary, url }: ArticleInput): Line[][] {
  const base = url ?? undefined
  return [
    ...(html ? [linesOfHtml(html, base)] : []),
    ...(text ? [linesOfText(text)] : []),
    ...(summary ? [linesOfHtml(summary, base)] : []),
  ]
}

/** A digest-format text that came without paragraphs has its lines in the source's newlines. */
const unmarkedOffers = ({ html, url }: ArticleInput): Line[][] =>
  html && /[\r\n]/.test(html) && MARK.test(html) ? [linesOfUnmarked(html, url ?? undefined)] : []

const MARK = /💡|✅|さらに読む|&#/u

/** Gives the lines that show the digest format best, or null where none do. */
function bestDigest(offers: readonly Line[][]): Line[] | null {
  const [best] = offers
    .map((lines) => ({ lines: digestLines(lines), marks: marksIn(lines) }))
    .filter(({ lines }) => isDigestFormat(lines))
    .sort((a, b) => b.marks - a.marks)
  return best?.lines ?? null
}

function longest(offers: readonly Line[][]): Line[] {
  const length = (lines: readonly Line[]) => lines.reduce((sum, line) => sum + line.text.length, 0)
  return offers.reduce<Line[]>((best, one) => (length(one) > length(best) ? one : best), [])
}

/** Many texts begin with their title once more. */
const withoutTitle = (lines: readonly Line[], title: string) =>
  lines[0]?.text.replaceAll(/\s+/g, ' ') === title ? lines.slice(1) : lines

/** A first line by itself that is a heading, or no sentence, is the title. */
function ownTitle(lines: readonly Line[]): { title: string | null; rest: readonly Line[] } {
  const heading = lines.findIndex((line) => line.level === 1)
  const at = heading >= 0 ? heading : 0
  const first = lines[at]
  if (first === undefined || lines.length - at < 2) return { title: null, rest: lines }
  const isTitle =
    first.level > 0 ||
    (first.text.length <= LONGEST_TITLE && !/[。．.]["”」』)）]*$/.test(first.text))
  return isTitle ? { title: first.text, rest: lines.slice(at + 1) } : { title: null, rest: lines }
}
