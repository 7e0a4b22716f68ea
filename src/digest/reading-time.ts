/** How long a text takes to read. */
import type { Locale } from '../model/subscription.ts'
import { codePoints } from '../text/truncate.ts'

/** Usual speeds of silent reading on a screen. */
const CHARACTERS_PER_MINUTE = 500
const WORDS_PER_MINUTE = 220

/** Scripts that are written without spaces between words: their characters count, not their words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー、。「」]/gu

/** Gives the whole minutes, at least one, that a text takes; Japanese characters and other words are counted apart. */
export function readingMinutes(text: string): number {
  const characters = text.match(UNSPACED)?.length ?? 0
  const words = text.replace(UNSPACED, ' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0
  return Math.max(1, Math.round(characters / CHARACTERS_PER_MINUTE + words / WORDS_PER_MINUTE))
}

/** House rule: three minutes and four screens of a phone for five cards, their contents lines included. */
const GLANCE = { cards: 5, ja: 1600, en: 550 } as const
/** What the contents lines take of it, a card. */
const CONTENTS_LINE = { ja: 30, en: 12 } as const

/** Tells whether the texts of so many cards are read at a glance (characters in Japanese, words in English). */
export function fitsAGlance(text: string, cards: number, locale: Locale): boolean {
  const size = locale === 'ja' ? codePoints(text) : (text.match(/\S+/gu)?.length ?? 0)
  return (
    size <= (GLANCE[locale] / GLANCE.cards - CONTENTS_LINE[locale]) * Math.max(cards, GLANCE.cards)
  )
}
