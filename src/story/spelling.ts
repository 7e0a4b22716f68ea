/** One spelling and one stem for an English word. Pure. */
import { stemmer } from 'stemmer'

const LATIN_MARKS = /\p{M}+/gu

const AMERICAN: Record<string, string> = {
  our: 'or',
  tre: 'ter',
  ence: 'ense',
  mme: 'm',
  oe: 'e',
  ae: 'e',
  is: 'iz',
  ll: 'l',
}
const BRITISH =
  /(?<=[^\s]{2})(?:our|tre|ence|mme)(?=s?$)|(?<=[^\s]{2})is(?=(?:e|ed|es|ing|ation)$)|(?<=[aeiou])ll(?=(?:ed|ing|er|ers)$)|oe(?=[a-z]{2})|(?<!m)ae(?=[a-z]{2})/gu

/** Gives the stem of a word in one spelling: of evacuated and evacuation, labour and labor, organise and organize. */
export const plain = (word: string) =>
  stemmer(
    word
      .normalize('NFD')
      .replace(LATIN_MARKS, '')
      .toLowerCase()
      .replace(/['’](?:s|)$/u, '')
      .replace(/['’]/gu, '')
      .replace(BRITISH, (ending) => AMERICAN[ending] ?? ending),
  )
