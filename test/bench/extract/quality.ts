/** How good the cards of the cases are, beside those made of the first four sentences. Pure. */
import { readArticle } from '../../../src/article/read-article.ts'
import { type Case, textOf } from './cases.ts'
import { inRange, isBoilerplate, isDangling, overlapOf, rouge } from './measures.ts'

export type Card = { lead: string; points: string[] }

export const ours = (one: Case): Card => {
  const { lead, keyPoints } = readArticle({ title: one.title, text: textOf(one), lang: one.lang })
  return { lead, points: keyPoints.map(({ text }) => text) }
}

export const firstFour = ({ sentences }: Case): Card => ({
  lead: sentences[0] ?? '',
  points: sentences.slice(1, 4),
})

const bare = (text: string) => text.replaceAll(/[\s。.]/g, '').toLowerCase()

/** Gives the number of the sentence that a point was made of, or -1. */
export const numberOf = (point: string, sentences: readonly string[]): number =>
  sentences.findIndex((sentence) => bare(sentence).includes(bare(point)))

const percent = (part: number, whole: number) =>
  whole === 0 ? 0 : Math.round((part / whole) * 1000) / 10
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

function closest({ lead, points }: Card, lang: string): number {
  const texts = [lead, ...points]
  let most = 0
  for (const [at, text] of texts.entries()) {
    for (const other of texts.slice(at + 1)) most = Math.max(most, overlapOf(text, other, lang))
  }
  return most
}

/** Gives the figures of one way to make cards over some cases, all in percent. */
export function figuresOf(cases: readonly Case[], make: (one: Case) => Card) {
  const cards = cases.map((one) => ({ one, card: make(one) }))
  const points = cards.flatMap(({ one, card }) => card.points.map((text) => ({ one, text })))
  const texts = cards.flatMap(({ one, card }) =>
    [card.lead, ...card.points].map((text) => ({ one, text })),
  )
  const hits = (kinds: (one: Case) => readonly number[]) =>
    sum(
      cards.map(({ one, card }) => {
        const wanted = kinds(one)
        return new Set(
          card.points
            .map((text) => numberOf(text, one.sentences))
            .filter((at) => wanted.includes(at)),
        ).size
      }),
    )
  const english = cards.filter(({ one }) => one.lang === 'en')
  const scores = english.map(({ one, card }) =>
    rouge(
      [card.lead, ...card.points].join(' '),
      [0, ...one.best].map((at) => one.sentences[at]).join(' '),
    ),
  )
  const wanted = sum(cases.map(({ best }) => best.length))
  return {
    cards: cards.length,
    threePoints: percent(cards.filter(({ card }) => card.points.length === 3).length, cards.length),
    best: percent(
      hits(({ best }) => best),
      wanted,
    ),
    bestOrOk: percent(
      hits(({ best, ok }) => [...best, ...ok]),
      wanted,
    ),
    dangling: percent(
      texts.filter(({ one, text }) => isDangling(text, one.lang)).length,
      texts.length,
    ),
    overlapping: percent(
      cards.filter(({ one, card }) => closest(card, one.lang) > 0.5).length,
      cards.length,
    ),
    outOfRange: percent(
      points.filter(({ one, text }) => !inRange(text, one.lang)).length,
      points.length,
    ),
    leadsOutOfRange: percent(
      cards.filter(({ one, card }) => !inRange(card.lead, one.lang)).length,
      cards.length,
    ),
    boilerplate: percent(
      texts.filter(
        ({ one, text }) =>
          isBoilerplate(text) || one.noise?.includes(numberOf(text, one.sentences)),
      ).length,
      texts.length,
    ),
    titleAgain: percent(
      texts.filter(({ one, text }) => bare(text) === bare(one.title)).length,
      texts.length,
    ),
    ...(english.length === 0
      ? {}
      : {
          rouge: [0, 1, 2].map(
            (at) => Math.round(mean(scores.map((score) => score[at] ?? 0)) * 1000) / 10,
          ),
        }),
  }
}
