/**
 * Lead and key points from an article's own sentences, without a model:
 *
 *   lines ─→ own lines ─→ sentences ─→ candidates ─→ lead
 *                                          └─ scores ─→ choice ─→ points in the order of the text
 *
 * Deterministic; fewer than three points rather than padding.
 */
import type { ArticleText, Flag } from '../model/article.ts'
import { sentences } from '../text/sentences.ts'
import { articleLines } from './boilerplate.ts'
import { candidatesOf } from './candidates.ts'
import { choosePoints } from './choose.ts'
import { withoutEnding, withoutSender } from './ending.ts'
import { withoutBox, withoutMore, withoutPageHead } from './labels.ts'
import { languageOf } from './language-of.ts'
import { leadOf, leadText } from './lead.ts'
import { wordsOf } from './likeness.ts'
import type { Line } from './lines.ts'
import { scoresOf } from './score.ts'
import { isDense } from './sentence-shape.ts'
import { splitLead } from './split-lead.ts'
import { tellingTitle } from './telling-title.ts'

const KEY_POINTS = 3
/** Sentences that are looked at. */
const MOST_SENTENCES = 150
/** Paragraphs that are kept for the article view and the index. */
const MOST_BODY = 200

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
  const lined = articleLines(withoutSender(lines))
    .slice(0, MOST_BODY)
    .map((line) => withoutMore(withoutPageHead(line.text)))
  const body = withoutEnding(lined)
  const all = firstSentences(body)
  const own = title ?? all[0] ?? ''
  const language = languageOf(`${own} ${all.slice(0, 10).join(' ')}`, lang)
  const [opening = '', ...others] = all
  const shown = all.length === 0 ? [] : [withoutBox(opening, own), ...others]
  const candidates = candidatesOf(shown, { title: own, lang: language })
  const titleWords = wordsOf(own, language)
  const leads = leadOf(candidates, { title: own, titleWords, lang: language })
  const scores = scoresOf(candidates, {
    title: titleWords,
    dense: isDense(language),
    lead: leads[0] === undefined ? 0 : candidates.indexOf(leads[0]),
  })
  const said = given.map((text) => wordsOf(text, language))
  const chosen = choosePoints(candidates, {
    scores,
    leads,
    titleWords,
    given: said,
    lang: language,
  })
  const [first] = leads
  const whole = { lead: leadText(leads, language), points: chosen }
  const isFew = chosen.length + given.length < KEY_POINTS && leads.length === 1
  const { lead, points } =
    isFew && first !== undefined
      ? splitLead(whole, { number: first.number, given, lang: language })
      : whole
  return {
    title: own,
    headline: tellingTitle(own),
    lead,
    keyPoints: points.map(({ text, number }) => ({
      text,
      origin: 'extractive',
      evidence: [number],
    })),
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
