/** What of an article says which story it tells: read once, compared often. Pure. */
import { type Actions, actionsOf } from './actions.ts'
import { daysOf } from './days.ts'
import { type Deeds, deedsOf } from './deeds.ts'
import { type Figures, figuresOf } from './figures.ts'
import { type Places, placesOf } from './places.ts'
import { byRarity } from './rarity.ts'
import { type Stages, stagesOf } from './stages.ts'
import { clausesOf, quotedIn, subjectOf } from './subject.ts'
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

/** What is compared. What costs most is read only when it is asked for: most candidates fall by their words. */
export type Telling = {
  readonly publishedAt: number | null
  /** Told in the script of Japanese, or in another: they are not compared. */
  readonly script: 'ja' | 'other'
  /** Title and beginning, in NFKC. */
  readonly text: string
  /** The title tells what came after something else. */
  readonly isAfter: boolean
  readonly title: Words
  /** Of title and beginning. */
  readonly words: Words
  readonly figures: () => Figures
  readonly titleFigures: () => Figures
  readonly days: () => readonly string[]
  readonly places: () => Places
  readonly titleStages: () => Stages
  /** What happens in the title's main clause, and in all of the text. */
  readonly titleActions: () => Actions
  readonly actions: () => Actions
  readonly deeds: () => Deeds
  /** The words again, and the title's, the English ones weighed by how rare they are in the language. */
  readonly rare: () => { title: Words; words: Words }
  readonly subject: () => Words
  readonly quoted: () => Words
}

/** Leads of newspapers are shorter; what stands below is background, which many stories share. */
const BEGINNING = 400
const ENOUGH = 120
const AFTER =
  /\b(?:after|following|in (?:the )?wake of|amid)\b|受け(?:て)?[、　\s]|受け$|(?:の|[後ら])影響/iu
const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u

const lazily = <T>(read: () => T): (() => T) => {
  let known: { value: T } | undefined
  return () => {
    known ??= { value: read() }
    return known.value
  }
}

/** Gives what is compared of an article. */
export function tellingOf({ title, lead, body = [], publishedAt }: Told): Telling {
  const head = title.toWellFormed().normalize('NFKC')
  const beginning = beginningOf(lead, body)
  const text = `${head}\n${beginning}`
  const { main, background } = clausesOf(head)
  const read = wordsIn({ main, background, beginning })
  return {
    publishedAt,
    script: JAPANESE.test(text) ? 'ja' : 'other',
    text,
    isAfter: AFTER.test(head),
    ...read,
    figures: lazily(() => figuresOf(text)),
    titleFigures: lazily(() => figuresOf(head)),
    days: lazily(() => daysOf(text)),
    places: lazily(() => placesOf(text)),
    titleStages: lazily(() => stagesOf(head)),
    titleActions: lazily(() => actionsOf(main)),
    actions: lazily(() => actionsOf(text)),
    deeds: lazily(() => deedsOf(head, beginning)),
    rare: lazily(() => ({ title: byRarity(read.title), words: byRarity(read.words) })),
    subject: lazily(() => named(subjectOf(head), read.words)),
    quoted: lazily(() => quotedIn(head)),
  }
}

type Parts = { main: string; background: string; beginning: string }

function wordsIn({ main, background, beginning }: Parts): Pick<Telling, 'title' | 'words'> {
  const ahead = wordsOf(main)
  const behind = background === '' ? new Map<string, number>() : wordsOf(background)
  const words = wordsOf(beginning)
  const title = new Map<string, number>()
  for (const name of namesTwice(main, beginning))
    ahead.set(name, Math.max(NAMED, ahead.get(name) ?? 0))
  // A name is one in both, wherever its capital shows it.
  for (const [word, weight] of [...behind, ...ahead]) {
    const most = Math.max(weight, words.get(word) ?? 0)
    words.set(word, most)
    title.set(word, ahead.has(word) ? most : most * BEHIND)
  }
  return { title, words }
}

const FIRST = /^\p{Lu}[\p{L}\p{N}’'-]+/u

/** A title's first word has a capital whatever it is; where the lead has it so too, and nowhere without, it is a name. */
function namesTwice(title: string, lead: string): string[] {
  const first = FIRST.exec(title)?.[0].replace(/['’]s?$/u, '')
  if (first === undefined || !new RegExp(`\\b${first}\\b`, 'u').test(lead)) return []
  if (lead.includes(first.toLowerCase())) return []
  return [...wordsOf(first)].filter(([, weight]) => weight === 1).map(([word]) => word)
}

const NAMED = 2
/** What stands behind in a title tells of another story as well. */
const BEHIND = 0.3

/** An English title begins with a capital whatever it begins with: only what is a name further on is one. */
function named(subject: Words, words: Words): Words {
  const isJapanese = [...subject.keys()].some((word) => JAPANESE.test(word))
  if (isJapanese) return subject
  return new Map([...subject].filter(([word]) => (words.get(word) ?? 0) >= NAMED))
}

function beginningOf(lead: string, body: readonly string[]): string {
  const given = lead.toWellFormed().normalize('NFKC').trim()
  if (given.length >= ENOUGH) return given.slice(0, BEGINNING)
  const more = firstOf(body).toWellFormed().normalize('NFKC').trim()
  if (more.includes(given)) return more.slice(0, BEGINNING)
  return `${given}\n${more}`.slice(0, BEGINNING)
}

function firstOf(body: readonly string[]): string {
  let first = ''
  for (const paragraph of body) {
    if (first.length >= 2 * BEGINNING) break
    first += `${paragraph}\n`
  }
  return first.slice(0, 2 * BEGINNING)
}
