/**
 * What an article says of quantities, near its head. Pure.
 *
 *   sentences → mentions → without numbers that some sentence has of a part or another time, each with all that is said of it
 */
import type { Article } from '../model/article.ts'
import { sentences } from '../text/sentences.ts'
import { type Mention, readSentence } from './mentions.ts'

export type Teller = Pick<Article, 'title' | 'lead' | 'keyPoints' | 'body' | 'flags'>

export type Read = {
  script: 'ja' | 'other'
  text: string
  /** Of title, lead and points. */
  head: readonly Mention[]
  /** Of these and the first sentences. */
  all: readonly Mention[]
  /** Every number that it has, whatever it is of. */
  values: ReadonlySet<number>
  /** Somebody did it, who may be counted or not. */
  hasCulprit: boolean
}

/** Sentences of the text that may tell the news; what stands further below is background, and only held against it. */
const NEWS = 6
const SENTENCES = 20
/** Of a sentence: longer ones are lists. */
const LENGTH = 500

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u
const CULPRIT =
  /容疑者|実行犯|犯人|自爆|運転手|運転して|\b(?:gunm[ae]n|shooters?|attackers?|bombers?|assailants?|suspects?|killer|himself|herself|drivers?|pilots?)\b/i

/** Gives it. */
export function readTeller(teller: Teller): Read {
  const head = headOf(teller).map(normal)
  const rest = teller.body
    .slice(0, SENTENCES)
    .flatMap((text) => sentences(text, SENTENCES))
    .slice(0, SENTENCES)
    .map(normal)
  const text = [...head, ...rest].join('\n')
  const script = JAPANESE.test(text) ? 'ja' : 'other'
  const read = [...head, ...rest].map((sentence) => readSentence(sentence, script))
  const every = read.flatMap(({ mentions }) => mentions)
  const partial = new Set(read.flatMap((one) => one.partial))
  const upTo = (count: number) =>
    read
      .slice(0, count)
      .flatMap(({ mentions }) => mentions)
      .filter(({ value }) => !partial.has(value))
      .map((mention) => ({ ...mention, kind: fullKind(mention, every) }))
  return {
    script,
    text,
    head: upTo(head.length),
    all: upTo(head.length + NEWS),
    values: new Set(read.flatMap(({ values }) => values)),
    hasCulprit: CULPRIT.test(text),
  }
}

const normal = (text: string) => text.slice(0, LENGTH).toWellFormed().normalize('NFKC')

/** What a model wrote is nobody's number. */
function headOf({ title, lead, keyPoints, flags }: Teller): string[] {
  if (flags.includes('translated')) return []
  const points = keyPoints.filter(({ origin }) => origin !== 'llm').map(({ text }) => text)
  return [title, ...sentences(lead, SENTENCES), ...points]
}

/** A title leaves out what the lead says of its number: that it is of children, or of one county. */
function fullKind({ quantity, value }: Mention, every: readonly Mention[]): string {
  const kinds = every
    .filter((one) => one.quantity === quantity && one.value === value)
    .map(({ kind }) => kind)
  return kinds.toSorted((a, b) => b.length - a.length)[0] ?? ''
}
