/** Title, date, picture, author, language and address of a page, from whatever it says of itself. Pure. */
import { cleanText } from '../../text/clean.ts'
import { htmlToText } from '../../text/html.ts'
import { safeUrl } from '../../text/url.ts'
import { ldArticle } from './json-ld.ts'
import { marksOfPage, type PageMarks } from './marks.ts'

export type PageData = {
  title: string | null
  description: string | null
  /** The publisher's own summary of what the article says, in its own lines. */
  abstract: string | null
  /** The text of the article where JSON-LD brings it whole. */
  body: string | null
  /** As it is written. */
  date: string | null
  author: string | null
  image: string | null
  lang: string | null
  /** The address that the page calls its own; null where it is no better than the one it was read at. */
  canonical: string | null
  /** Whether only those who pay read all of it; null where the page does not say. */
  paid: boolean | null
  /** What its `robots` meta elements ask of us, in lower case: `noarchive`, `nosnippet`, … */
  robots: string[]
  /** Too much for a tree to be made of it. */
  monstrous: boolean
}

/** The name by which robots.txt and meta elements call us. */
export const ROBOT = 'chrysanthemumdigest'

const LONGEST = 500
/** An abstract of more is a text; what is cut there is no sentence and thus no point. */
const LONGEST_ABSTRACT = 3000
/** https://ogp.me/#structured: a picture that is smaller is a face or a mark. */
const SMALLEST_PICTURE = 200
const NO_PICTURE =
  /(?:^|[/_.-])(?:logo\w*|favicon|icons?|sprite|placeholder|no-?image|no_image|default[-_]?(?:image|ogp?|thumb\w*)?|blank|avatar|ogp?[-_]default|dummy)(?:[/_.\d-]|$)|\.svg(?:$|\?)/i

const oneLine = (text: string | null | undefined): string | null => {
  if (text === null || text === undefined) return null
  const plain = /[<&]/.test(text) ? htmlToText(text) : text
  return (
    cleanText(plain.slice(0, LONGEST * 8))
      .replaceAll(/\s+/g, ' ')
      .slice(0, LONGEST) || null
  )
}

const first = <T>(...values: (T | null | undefined)[]): T | null =>
  values.find((value) => value !== null && value !== undefined) ?? null

/** Gives what a page says of its article; `url` is where it was read. */
export function dataOfPage(html: string, url: string | null): PageData {
  const marks = marksOfPage(html)
  const { meta } = marks
  const article = ldArticle(marks.data, url)
  const tier = meta.get('article:content_tier')?.toLowerCase()
  const free = article?.free ?? (tier === undefined ? null : tier === 'free')
  return {
    title: first(...[meta.get('og:title'), article?.headline, marks.heading].map(oneLine)),
    description: first(
      ...[meta.get('og:description'), meta.get('description'), article?.description].map(oneLine),
    ),
    abstract: article?.abstract?.slice(0, LONGEST_ABSTRACT) ?? null,
    body: article?.body ?? null,
    date: first(
      article?.date,
      meta.get('article:published_time'),
      meta.get('og:article:published_time'),
      meta.get('datepublished'),
      meta.get('pubdate'),
      meta.get('date'),
    ),
    author: authorOf(article?.authors ?? [], meta),
    image: imageOf({ images: article?.images ?? [], logo: article?.logo ?? null }, meta, url),
    lang: first(...[article?.lang, marks.lang, meta.get('og:locale')].map(languageIn)),
    canonical: canonicalOf(marks, url),
    paid: free === null ? null : !free,
    robots: robotsOf(meta),
    monstrous: marks.monstrous,
  }
}

const languageIn = (text: string | null | undefined) =>
  /^[a-z]{2,3}(?=[-_]|$)/i.exec(text?.trim() ?? '')?.[0].toLowerCase() ?? null

function authorOf(names: readonly string[], meta: PageMarks['meta']): string | null {
  const named = names.flatMap((name) => oneLine(name) ?? [])
  if (named.length > 0) return [...new Set(named)].slice(0, 3).join(', ')
  const written = first(meta.get('author'), meta.get('article:author'), meta.get('parsely-author'))
  // Facebook's article:author is mostly the address of a profile.
  return written === null || /^(?:https?:|@)/.test(written) ? null : oneLine(written)
}

function imageOf(
  { images, logo }: { images: readonly string[]; logo: string | null },
  meta: PageMarks['meta'],
  url: string | null,
): string | null {
  const width = Number(meta.get('og:image:width') ?? Number.NaN)
  const shared =
    width < SMALLEST_PICTURE ? null : (meta.get('og:image') ?? meta.get('og:image:url'))
  const offered = [shared, meta.get('twitter:image'), meta.get('twitter:image:src'), ...images]
  const addresses = offered.flatMap((one) => (one ? (safeUrl(one, url ?? undefined) ?? []) : []))
  const mark = logo === null ? null : safeUrl(logo, url ?? undefined)
  return addresses.find((one) => one !== mark && !NO_PICTURE.test(pathOf(one))) ?? null
}

const pathOf = (address: string) => URL.parse(address)?.pathname ?? ''

/** Names that one site has for itself. */
const bareHost = ({ hostname }: URL) => hostname.replace(/^(?:www|m|mobile|sp|amp|s)\./, '')

/** Only an address of the same site is believed, and none that is the site's front page where the article is not. */
function isOwnAddress(there: URL, here: URL): boolean {
  const isFront = there.pathname === '/' && there.search === '' && here.pathname !== '/'
  return !isFront && bareHost(there) === bareHost(here)
}

function canonicalOf({ canonical, meta }: PageMarks, url: string | null): string | null {
  const here = url === null ? null : URL.parse(url)
  if (here === null) return null
  for (const written of [canonical, meta.get('og:url')]) {
    const there = URL.parse(safeUrl(written ?? '', here.href) ?? '')
    if (there === null || !isOwnAddress(there, here)) continue
    there.hash = ''
    return there.href
  }
  return null
}

const robotsOf = (meta: PageMarks['meta']): string[] =>
  [meta.get('robots'), meta.get(ROBOT)]
    .flatMap((content) => (content ?? '').toLowerCase().split(','))
    .map((word) => word.trim())
    .filter((word) => word !== '')
