/** Whether a translated card says the numbers and dates of the card that it translates, in the right language. Pure. */
import type { ArticleText, KeyPoint } from '../model/article.ts'
import { codePoints } from '../text/truncate.ts'
import type { TranslatedCard } from './answer.ts'
import { hasOwnLink, inventedFact, isInLanguage, type Objection, sourceOf } from './check-points.ts'
import type { Judged } from './judge-card.ts'
import { plainWords } from './plain-words.ts'

/** A translation's length by its original's; Japanese takes about half the characters of English. */
const LENGTH = { least: 0.15, most: 6 } as const
/** So many points that may not stand, and the whole card stays as it is. */
const TOO_MANY = 2

type Translated = { text: string; objection: Objection | null }

/**
 * Gives an article with its card in another language, flagged so; points keep their origin. A point that may not stand
 * stays in the article's own language; where two, the lead or the headline may not, all does. `body` and `sections` stay
 * as they are.
 */
export function judgeTranslation(
  answer: TranslatedCard,
  article: ArticleText,
  lang: string,
): Judged {
  const headline = translated(article.headline, answer.headline, lang)
  const lead = translated(article.lead, answer.lead, lang)
  const points = article.keyPoints.map((point, index) => {
    const { text, objection } = translated(point.text, answer.points[index] ?? '', lang)
    const kept: KeyPoint = objection === null ? { ...point, text } : point
    return { point: kept, objection }
  })
  const pointObjections = points.flatMap(({ objection }) => (objection === null ? [] : [objection]))
  const objections = [headline.objection, lead.objection]
    .filter((objection) => objection !== null)
    .concat(pointObjections)
  const isWhole = headline.objection === null && lead.objection === null
  if (!isWhole || pointObjections.length >= TOO_MANY) return { card: null, objections }
  const card: ArticleText = {
    ...article,
    title: headline.text,
    headline: headline.text,
    lead: lead.text,
    keyPoints: points.map(({ point }) => point),
    lang,
    flags: [...article.flags, 'translated'],
  }
  return { card, objections }
}

function translated(original: string, words: string, lang: string): Translated {
  if (original.trim() === '') return { text: original, objection: null }
  const { text, removed } = plainWords(words)
  return { text, objection: objectionTo({ text, removed }, original, lang) }
}

function objectionTo(
  { text, removed }: { text: string; removed: readonly string[] },
  original: string,
  lang: string,
): Objection | null {
  if (text === '') return 'empty'
  if (hasOwnLink(removed, original)) return 'link'
  if (!isInLanguage(text, lang)) return 'wrong-language'
  const share = codePoints(text) / codePoints(original)
  if (share < LENGTH.least || share > LENGTH.most) return 'length'
  // Names are written otherwise in another script: only numbers and dates can be held against each other.
  const invented = inventedFact(text, sourceOf(original, []))
  return invented === 'name' ? null : invented
}
