/** Each sentence of an article with what speaks for and against showing it. Pure. */
import { contentWords, foldWords } from '../text/content-words.ts'
import { isBoilerplate } from './boilerplate.ts'
import {
  isBackground,
  isBiography,
  isCommonplace,
  isContact,
  isFirstPerson,
  isGlad,
  isMeeting,
  isNobodys,
  isPublication,
  isStep,
} from './filler.ts'
import { withoutLabel, withoutTail } from './labels.ts'
import { isDangling, withoutConnective } from './leaning.ts'
import type { Words } from './likeness.ts'
import {
  isAboutText,
  isAddress,
  isCaption,
  isDense,
  isStatement,
  leansSoon,
} from './sentence-shape.ts'

export type Candidate = {
  /** Its number among the sentences of the body. */
  number: number
  /** Without dateline, bullet, credit. */
  text: string
  /** Without a connective at its start, too. */
  point: string
  words: readonly string[]
  set: Words
  statement: boolean
  dangling: boolean
  /** What it loses for its looks; 0 for a plain statement. */
  penalty: number
  /** What it loses as a point only: a lead may be in somebody's voice. */
  voice: number
  /** It means somebody who is named elsewhere. */
  soon: boolean
  /** What it earns for what it says: figures, what comes next. */
  bonus: number
}

const PENALTY = {
  connective: 0.1,
  soon: 0.35,
  soonSpelled: 0.25,
  quote: 0.4,
  caption: 0.8,
  address: 1,
  otherScript: 0.8,
  aboutText: 0.45,
  biography: 1,
  contact: 1,
  publication: 0.9,
  background: 0.7,
  commonplace: 0.5,
  step: 0.95,
  glad: 0.6,
}
/** Whose text it is may say I; in an interview it is somebody else who does. */
const VOICE = { first: 0.6, author: 0.2, nobody: 0.8, met: 0.9 }
const BONUS = { figure: 0.2, outlook: 0.15 }
/** What is planned, expected, decided: what a reader wants to know after what happened. */
const OUTLOOK =
  /(?<!\p{L})(?:will|plans? to|planned|expects?|expected|is to|are to|set to|due|forecast|aims?|next (?:week|month|year|spring|summer|autumn|winter))(?!\p{L})|予定|予想|方針|見通し|見込[みむ]|計画|目指す|今後|来(?:年|月|週|春|夏|秋|冬)|開始する|始める|検討/u
/** In a Japanese text, less of its own script is a source's title. */
const OWN_SCRIPT = 0.25
const JAPANESE = /[\u3041-\u30ff\u3400-\u9fff々]/g
/** Gives the sentences that are the article's own. */
export function candidatesOf(
  sentences: readonly string[],
  { title, lang }: { title: string; lang: string },
): Candidate[] {
  const own = sentences
    .map((sentence, number) => ({ number, text: withoutTail(withoutLabel(sentence)) }))
    .filter(({ text }) => !isBoilerplate(text))
  // Folded at once: a call for each sentence costs more than the folding.
  const folded = foldWords(own.map(({ text }) => text).join('\n')).split('\n')
  const unmarked = isUnmarked(own.map(({ text }) => text))
  const isAuthors = [title, own[0]?.text ?? ''].some((text) => isFirstPerson(text, lang))
  return own.map(({ number, text }, index) => {
    const words = contentWords(folded[index] ?? '', lang)
    const point = withoutConnective(text, lang)
    const soon = leansSoon(text, lang)
    return {
      number,
      text,
      point,
      words,
      set: new Set(words),
      statement:
        isStatement(text) ||
        (unmarked && isStatement(`${text}${stopOf(lang)}`) && isPhrase(text, lang)),
      dangling: isDangling(point, lang),
      voice: voiceOf(text, lang, isAuthors),
      soon,
      bonus: bonusOf(text),
      penalty: penaltyOf(text, { lang, soon, stripped: point !== text }),
    }
  })
}

/** Some publishers set no stops. */
const FEWEST_UNMARKED = 3
const isUnmarked = (texts: readonly string[]): boolean =>
  texts.length >= FEWEST_UNMARKED &&
  texts.filter((text) => !/[。．.!！?？｡…:：]["”」』)）»’'】]*$/u.test(text)).length >
    texts.length / 2

const stopOf = (lang: string) => (isDense(lang) ? '。' : '.')

/** Neither a name nor a list's item: it has a subject or object, or the words of a sentence. */
const LEAST_WORDS = 8
const isPhrase = (text: string, lang: string): boolean =>
  lang === 'ja'
    ? /[はがを][^、]/u.test(text)
    : isDense(lang) || text.split(/\s+/).length >= LEAST_WORDS

function bonusOf(text: string): number {
  return (/\d/.test(text) ? BONUS.figure : 0) + (OUTLOOK.test(text) ? BONUS.outlook : 0)
}

function voiceOf(text: string, lang: string, isAuthors: boolean): number {
  const first = isAuthors ? VOICE.author : VOICE.first
  return (
    (isFirstPerson(text, lang) ? first : 0) +
    (isNobodys(text) ? VOICE.nobody : 0) +
    (isMeeting(text) ? VOICE.met : 0)
  )
}

function penaltyOf(
  text: string,
  { lang, soon, stripped }: { lang: string; soon: boolean; stripped: boolean },
): number {
  const marks = {
    connective: stripped,
    soon,
    soonSpelled: soon && !isDense(lang),
    quote: /^["“'‘「『«„]/.test(text),
    caption: isCaption(text),
    address: isAddress(text),
    otherScript: lang === 'ja' && (text.match(JAPANESE)?.length ?? 0) < text.length * OWN_SCRIPT,
    aboutText: isAboutText(text),
    biography: isBiography(text),
    contact: isContact(text),
    publication: isPublication(text),
    background: isBackground(text),
    commonplace: isCommonplace(text),
    step: isStep(text),
    glad: isGlad(text),
  }
  return Object.entries(marks).reduce(
    (sum, [mark, found]) => sum + (found ? PENALTY[mark as keyof typeof PENALTY] : 0),
    0,
  )
}
