/**
 * Lead and key points from an article's own sentences: the provisional route. The first good sentences, none twice, none
 * that leans on another; fewer than three rather than padding. Deterministic.
 */
import type { ArticleText, Flag, KeyPoint } from '../model/article.ts'
import { sentences } from '../text/sentences.ts'
import { indexTokens } from '../text/tokens.ts'
import { articleLines, isBoilerplate } from './boilerplate.ts'
import { languageOf } from './language-of.ts'
import type { Line } from './lines.ts'
import {
  hasPointLength,
  isDangling,
  isShortLead,
  isStatement,
  withoutConnective,
  withoutLabel,
} from './sentence-shape.ts'

const KEY_POINTS = 3
/** Shared content tokens / the smaller set: more is the same said twice. */
const SAME = 0.5
/** A title of fewer tokens (“Ferries”) is no sentence that a point could say again. */
const TELLING = 6
/** Sentences that are looked at. */
const MOST_SENTENCES = 150
/** Paragraphs that are kept for the article view and the index. */
const MOST_BODY = 200

type Sentence = {
  text: string
  number: number
  /** Taken apart when it is asked for: few sentences of a long text are compared. */
  tokens: () => Set<string>
}

function tokensOf(text: string): Sentence['tokens'] {
  let known: Set<string> | null = null
  return () => {
    known ??= new Set(indexTokens(text))
    return known
  }
}

/** Gives the first sentences that are looked at; what follows is not even taken apart. */
function firstSentences(body: readonly string[]): string[] {
  const all: string[] = []
  for (const paragraph of body) {
    if (all.length >= MOST_SENTENCES) break
    all.push(...sentences(paragraph, MOST_SENTENCES - all.length))
  }
  return all
}

/** Gives lead and key points of an ordinary article. */
export function readExtractive(
  lines: readonly Line[],
  {
    title,
    lang,
    given = [],
  }: {
    title: string | null
    lang: string | null
    /** Points that stand already: these are completed, and not said again. */
    given?: readonly string[]
  },
): ArticleText {
  const body = articleLines(lines)
    .map((line) => line.text)
    .slice(0, MOST_BODY)
  const all = firstSentences(body)
  const own = title ?? all[0] ?? ''
  const language = languageOf(`${own} ${all.slice(0, 10).join(' ')}`, lang)
  const candidates = all
    .map((sentence, number) => {
      const text = withoutLabel(sentence)
      return { text, number, tokens: tokensOf(text) }
    })
    .filter(({ text }) => !isBoilerplate(text))
  const leads = leadOf(candidates, own, language)
  const points = pointsOf(candidates, { leads, title: own, lang: language, given })
  return {
    title: own,
    headline: own,
    lead: leads.map(({ text }) => text).join(language === 'ja' || language === 'zh' ? '' : ' '),
    keyPoints: points,
    sections: [],
    next: null,
    lang: language,
    body,
    flags: flagsOf(all.length, points.length),
  }
}

function flagsOf(sentenceCount: number, points: number): Flag[] {
  if (sentenceCount === 0) return ['no-text']
  return points < KEY_POINTS ? ['fewer-points'] : []
}

/** The first sentence that says more than the title; with the next one where it is very short. */
function leadOf(candidates: readonly Sentence[], title: string, lang: string): Sentence[] {
  const bare = title.trim()
  const rest = candidates.filter(
    ({ text }) => text !== bare && text !== `${bare}。` && text !== `${bare}.`,
  )
  const first = rest[0]
  if (first === undefined) return []
  const second = rest[1]
  const goesOn = second?.number === first.number + 1 && isStatement(second.text)
  return isShortLead(first.text, lang) && goesOn ? [first, second] : [first]
}

function pointsOf(
  candidates: readonly Sentence[],
  {
    leads,
    title,
    lang,
    given,
  }: { leads: readonly Sentence[]; title: string; lang: string; given: readonly string[] },
): KeyPoint[] {
  const last = leads.at(-1)?.number ?? -1
  const named = tokensOf(title)
  const isTelling = () => named().size >= TELLING
  const taken = [...leads.map(({ tokens }) => tokens), ...given.map(tokensOf)]
  const chosen: Sentence[] = []
  const offered = candidates.filter(({ number }) => number > last).map(finished)
  const good = offered.filter(({ text }) => isStatement(text) && hasPointLength(text, lang))
  // Those that stand alone first; one that only lost its connective is better than none.
  const standing = good.filter(({ text, stripped }) => !stripped && !isDangling(text))
  const mended = good.filter(({ text, stripped }) => stripped && !isDangling(text))
  for (const sentence of [...standing, ...mended]) {
    if (chosen.length >= KEY_POINTS - given.length) break
    const saysAgain = (tokens: Sentence['tokens']) => overlap(tokens(), sentence.tokens()) > SAME
    if ((isTelling() && saysAgain(named)) || taken.some(saysAgain)) continue
    chosen.push(sentence)
    taken.push(sentence.tokens)
  }
  return chosen
    .sort((a, b) => a.number - b.number)
    .map(({ text, number }) => ({ text, origin: 'extractive', evidence: [number] }))
}

function finished(sentence: Sentence): Sentence & { stripped: boolean } {
  const text = withoutConnective(sentence.text)
  return { ...sentence, text, stripped: text !== sentence.text }
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const smaller = Math.min(a.size, b.size)
  if (smaller === 0) return 0
  return [...b].filter((token) => a.has(token)).length / smaller
}
