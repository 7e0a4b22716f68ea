/** What of an article says which story it tells: read once, compared often. Pure. */
import { type Actions, actionsOf } from './actions.ts'
import { daysOf } from './days.ts'
import { figuresOf, type Marks, marksOf } from './figures.ts'
import { type Places, placesOf } from './places.ts'
import { type Stages, stagesOf } from './stages.ts'
import { subjectOf } from './subject.ts'
import { type Words, wordsOf } from './words.ts'

/** An article as far as its story is concerned. */
export type Told = {
  title: string
  lead: string
  /** Paragraphs; looked at where the lead is short. */
  body?: readonly string[]
  /** Epoch ms, or null where it is not known. */
  publishedAt: number | null
}

export type Telling = {
  publishedAt: number | null
  /** Told in the script of Japanese, or in another: they are not compared. */
  script: 'ja' | 'other'
  title: Words
  /** Of title and beginning. */
  words: Words
  marks: Marks
  titleMarks: Marks
  amounts: ReadonlySet<string>
  byUnit: ReadonlyMap<string, ReadonlySet<number>>
  titleUnits: ReadonlyMap<string, ReadonlySet<number>>
  days: readonly string[]
  places: Places
  titleStages: Stages
  titleActions: Actions
  actions: Actions
  subject: Words
}

/** Leads of newspapers are shorter; what stands below is background, which many stories share. */
const BEGINNING = 400
const ENOUGH = 120

/** Gives what is compared of an article. */
export function tellingOf({ title, lead, body = [], publishedAt }: Told): Telling {
  const head = title.toWellFormed().normalize('NFKC')
  const beginning = beginningOf(lead, body)
  const text = `${head}\n${beginning}`
  const titleWords = wordsOf(head)
  const words = wordsOf(beginning)
  // A name is one in both, wherever its capital shows it.
  for (const [word, weight] of titleWords) {
    const most = Math.max(weight, words.get(word) ?? 0)
    words.set(word, most)
    titleWords.set(word, most)
  }
  return {
    publishedAt,
    script: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text) ? 'ja' : 'other',
    title: titleWords,
    words,
    ...figuresOf(text),
    titleMarks: marksOf(head),
    titleUnits: figuresOf(head).byUnit,
    days: daysOf(text),
    places: placesOf(text),
    titleStages: stagesOf(head),
    titleActions: actionsOf(head),
    actions: actionsOf(text),
    subject: subjectOf(head),
  }
}

function beginningOf(lead: string, body: readonly string[]): string {
  const given = lead.toWellFormed().normalize('NFKC').trim()
  if (given.length >= ENOUGH) return given.slice(0, BEGINNING)
  const more = body
    .join('\n')
    .slice(0, 2 * BEGINNING)
    .toWellFormed()
    .normalize('NFKC')
    .trim()
  if (more.includes(given)) return more.slice(0, BEGINNING)
  return `${given}\n${more}`.slice(0, BEGINNING)
}
