/** What an article gains from its own page: whether to send for it, and which of both texts is the better one. Pure. */
import type { ArticleText, NewArticle } from '../model/article.ts'
import { indexTokens } from '../text/tokens.ts'
import { codePoints } from '../text/truncate.ts'

/** Code points of a text that is no article yet, in scripts that write densely and in those that spell. */
const SHORT = { dense: 200, spelled: 600 } as const
const KEY_POINTS = 3
/** An item that breaks off: `[…]`, `…` or `...` at its end. */
const BROKEN_OFF = /(?:[[(（［]\s*(?:…|\.{3}|‥)\s*[\])）］]|…|\.{3}|‥)\s*$/
/** A text has to be so much longer to be the fuller one. */
const FULLER = 1.2
/** So many of an item's words stand on its page; on another page they do so by chance. */
const SAME_STORY = 0.3
/** So few words tell nothing. */
const FEWEST_WORDS = 4

/** What may be sent for, beside nothing: the article's page, or only the pages that follow its first. */
export type Wanted = { kind: 'page' | 'continuation'; address: string }

const isDense = (lang: string) => lang === 'ja' || lang === 'zh' || lang === 'ko'

const lengthOf = ({ body, sections, lead }: ArticleText): number =>
  codePoints(lead) +
  body.reduce((sum, text) => sum + codePoints(text), 0) +
  sections.reduce((sum, { body: own }) => sum + codePoints(own.join('')), 0)

const isNative = ({ keyPoints, sections }: ArticleText): boolean =>
  sections.length > 0 || keyPoints.some(({ origin }) => origin === 'native')

const isBrokenOff = ({ body, lead }: ArticleText): boolean => BROKEN_OFF.test(body.at(-1) ?? lead)

/** A video, an episode, a release or a post says all that it has to say in its feed. */
const ELSEWHERE = new Set(['video', 'episode', 'release', 'post'])

function hasTooLittle(article: ArticleText): boolean {
  if (isNative(article)) return false
  const { flags, keyPoints, lang } = article
  if (flags.includes('no-text') || keyPoints.length < KEY_POINTS) return true
  return lengthOf(article) < (isDense(lang) ? SHORT.dense : SHORT.spelled) || isBrokenOff(article)
}

/** Gives what an article should be sent for, as its feed's item gave it; null where that is enough, or has no address. */
export function wantedOf(article: Omit<NewArticle, 'identity'>): Wanted | null {
  const { details, next, sections, url } = article
  if (details !== undefined && ELSEWHERE.has(details.kind)) return null
  if (sections.length > 0) {
    return next?.url ? { kind: 'continuation', address: next.url } : null
  }
  return url !== null && hasTooLittle(article) ? { kind: 'page', address: url } : null
}

/** Says whether a page is that of an article, and not a front page, a notice of cookies or another story. */
export function isSameStory(
  article: Pick<ArticleText, 'title' | 'lead' | 'body'>,
  page: { title: string | null; article: ArticleText },
): boolean {
  const own = new Set(indexTokens(`${article.title} ${article.lead}`))
  const { lead, body, sections, keyPoints } = page.article
  const texts = [
    page.title ?? '',
    lead,
    ...body,
    ...keyPoints.map(({ text }) => text),
    ...sections.flatMap(({ heading, body: text }) => [heading, ...text]),
  ]
  const there = new Set(indexTokens(texts.join('\n')))
  if (own.size < FEWEST_WORDS) return true
  return [...own].filter((token) => there.has(token)).length / own.size >= SAME_STORY
}

/** Gives the better of an item's and its page's text; the item's where the page does not clearly give more. */
export function betterText(item: ArticleText, page: ArticleText): ArticleText {
  if (page.flags.includes('no-text') || page.flags.includes('continuation')) return item
  if (isNative(page) !== isNative(item)) return isNative(page) ? page : item
  if (page.keyPoints.length !== item.keyPoints.length) {
    return page.keyPoints.length > item.keyPoints.length ? page : item
  }
  const [mine, other] = [lengthOf(item), lengthOf(page)]
  const isFuller = other > mine * FULLER || (isBrokenOff(item) && other > mine)
  return isFuller ? page : item
}
