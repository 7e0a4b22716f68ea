/** What of a model's answer becomes an article's card, and what its own sentences take the place of. Pure. */
import { withoutLabel } from '../article/labels.ts'
import { isDangling, withoutConnective } from '../article/leaning.ts'
import { hasPointLength, isStatement } from '../article/sentence-shape.ts'
import type { ArticleText, Flag, KeyPoint } from '../model/article.ts'
import type { Resting, WrittenCard } from './answer.ts'
import {
  type Claim,
  type Objection,
  objectionTo,
  objectionToLead,
  type Source,
  sourceOf,
} from './check-points.ts'
import { contentWords, overlapOf } from './content-words.ts'
import { plainWords } from './plain-words.ts'
import type { Numbered } from './prompt.ts'

export type Judged = {
  /** Null: too much of the answer was rejected. */
  card: ArticleText | null
  objections: (Objection | 'again')[]
}

const KEY_POINTS = 3
/** So many rejected texts, and none of the answer is believed. */
const TOO_MANY = 2
/** A point that rests on everything rests on nothing. */
const MOST_EVIDENCE = 3
/** Shared content words by the smaller set: more is the same said twice. */
const SAME = 0.5
/** A title of fewer content words is no sentence that a point could say again. */
const TELLING = 6

type Case = { article: ArticleText; shown: ReadonlyMap<number, string>; source: Source }

/** Gives an article the card of an answer, checked against the sentences that were shown. */
export function judgeCard(
  answer: WrittenCard,
  article: ArticleText,
  shown: readonly Numbered[],
): Judged {
  const texts = shown.map(({ text }) => text)
  const one: Case = {
    article,
    shown: new Map(shown.map(({ number, text }) => [number, text])),
    source: sourceOf(article.title, texts),
  }
  const lead = leadOf(answer.lead, one)
  const judged = pointsOf(answer.points, lead.text, one)
  const objections = [...(lead.objection === null ? [] : [lead.objection]), ...judged.objections]
  const isWritten = judged.points.some(({ origin }) => origin === 'llm')
  if (objections.length >= TOO_MANY || !isWritten) return { card: null, objections }
  const keyPoints = completed(judged.points, lead.text, article)
  return {
    card: { ...article, lead: lead.text, keyPoints, flags: flagsOf(article, keyPoints) },
    objections,
  }
}

const flagsOf = ({ flags }: ArticleText, points: readonly KeyPoint[]): Flag[] => [
  ...flags.filter((flag) => flag !== 'fewer-points'),
  ...(points.length < KEY_POINTS ? (['fewer-points'] as const) : []),
]

/** Numbers that were shown, each once, counted from 0 as `evidence` is. */
function evidenceOf({ sentences }: Resting, { shown }: Case): number[] {
  const known = sentences.map((number) => number - 1).filter((number) => shown.has(number))
  return [...new Set(known)].slice(0, MOST_EVIDENCE)
}

function claimOf(text: Resting, one: Case): Claim & { numbers: number[] } {
  const numbers = evidenceOf(text, one)
  const words = plainWords(text.text)
  return {
    words: { ...words, text: ended(words.text, one.article.lang) },
    evidence: numbers.map((number) => one.shown.get(number) ?? ''),
    lang: one.article.lang,
    numbers,
  }
}

/** A full stop that was left out is no reason to do without a point. */
const ended = (text: string, lang: string): string =>
  /[\p{L}\p{N}%)）」]$/u.test(text) ? text + (lang === 'ja' || lang === 'zh' ? '。' : '.') : text

/** A lead that may not stand leaves the article's own. */
function leadOf(text: Resting, one: Case): { text: string; objection: Objection | null } {
  const claim = claimOf(text, one)
  const objection = objectionToLead(claim, one.source)
  return { text: objection === null ? claim.words.text : one.article.lead, objection }
}

function pointsOf(
  texts: readonly Resting[],
  lead: string,
  one: Case,
): { points: KeyPoint[]; objections: Judged['objections'] } {
  const points: KeyPoint[] = []
  const objections: Judged['objections'] = []
  const isNew = (text: string) => !saysAgain(text, { lead, points, title: one.article.title })
  for (const resting of texts.slice(0, KEY_POINTS)) {
    const claim = claimOf(resting, one)
    const { text } = claim.words
    const objection = objectionTo(claim, one.source) ?? (isNew(text) ? null : 'again')
    if (objection === null) {
      points.push({ text, origin: 'llm', evidence: claim.numbers })
      continue
    }
    objections.push(objection)
    const instead = sentenceFor(claim, one, isNew)
    if (instead !== null) points.push(instead)
  }
  return { points, objections }
}

/** The first sentence of a rejected point's evidence that can stand alone, finished as the extractive route does. */
function sentenceFor(
  { numbers }: { numbers: readonly number[] },
  { shown, article }: Case,
  isNew: (text: string) => boolean,
): KeyPoint | null {
  for (const number of numbers) {
    const text = withoutConnective(withoutLabel(shown.get(number) ?? ''), article.lang)
    const isFit =
      isStatement(text) && hasPointLength(text, article.lang) && !isDangling(text, article.lang)
    // A model that was led to such a sentence shall not bring it into the card.
    const leadsAway = plainWords(text).removed.length > 0
    if (isFit && !leadsAway && isNew(text))
      return { text, origin: 'extractive', evidence: [number] }
  }
  return null
}

/** What is still missing is taken from the article's own points, never made up. */
function completed(points: readonly KeyPoint[], lead: string, article: ArticleText): KeyPoint[] {
  const all = [...points]
  for (const point of article.keyPoints) {
    if (all.length >= KEY_POINTS) break
    if (!saysAgain(point.text, { lead, points: all, title: article.title })) all.push(point)
  }
  return all
}

function saysAgain(
  text: string,
  { lead, points, title }: { lead: string; points: readonly KeyPoint[]; title: string },
): boolean {
  const said = contentWords(title).size >= TELLING ? [lead, title] : [lead]
  return [...said, ...points.map((point) => point.text)].some(
    (other) => overlapOf(other, text) > SAME,
  )
}
